package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.brain.Turn;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which edge looks after a trunk: the one that did while it lives, else the one that its draw favours. Pure. */
final class Keepers {

    private Keepers() {}

    /** Rendezvous hashing: each trunk draws among the edges alone, so those of a lost edge spread over the rest. */
    static Optional<String> of(Turn turn, String trunkId, @Nullable String now) {
        return now != null && turn.edges().contains(now)
                ? Optional.of(now)
                : turn.edges().stream().max(Comparator.comparingLong(edge -> Drawn.of(trunkId, edge)));
    }
}
