package io.ringlog.domain.trunk;

import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which edge looks after a trunk: the one that did while it lives, else the one that its draw favours. Pure. */
final class Keepers {

    /** What is handed over at once would reach a carrier, and its registrar, in one burst. */
    private static final long SPREAD_MILLIS = 4_000;

    private Keepers() {}

    /** Rendezvous hashing: each trunk draws among the edges alone, so those of a lost edge spread over the rest. */
    static Optional<String> of(Turn turn, String trunkId, @Nullable String now) {
        return now != null && turn.edges().contains(now) ? Optional.of(now) : other(turn, trunkId, null);
    }

    /** The one that the draw favours of all but one. */
    static Optional<String> other(Turn turn, String trunkId, @Nullable String than) {
        return turn.edges().stream()
                .filter(edge -> !edge.equals(than))
                .max(Comparator.comparingLong(edge -> Drawn.of(trunkId, edge)));
    }

    /** When its turn comes in a hand-over: within four seconds. */
    static Duration turnOf(String trunkId) {
        return Duration.ofMillis(Long.remainderUnsigned(Drawn.of(trunkId, "hand-over"), SPREAD_MILLIS));
    }

    /** Nobody works for an account that is suspended. */
    static boolean isActive(Turn turn) {
        return turn.state()
                .config()
                .account(turn.account())
                .filter(it -> it.status() != Account.Status.ACTIVE)
                .isEmpty();
    }
}
