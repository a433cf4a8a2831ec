package io.ringlog.domain.brain;

import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.state.Granule;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/** The edges that live, as far as the partition was told or can see. */
final class Edges {

    /** The epoch of each. */
    private final NavigableMap<String, Long> epochs = new TreeMap<>();

    /** Their names in order; changes with what is heard. */
    SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(epochs.navigableKeySet());
    }

    void restore(Granule.EdgeUp up) {
        epochs.put(up.edge(), up.epoch());
    }

    /** News of an epoch that is over is none. */
    List<Outcome.Change> hear(EdgeLifecycle news) {
        Granule.EdgeUp up = new Granule.EdgeUp(news.edge(), news.epoch());
        if (epochs.getOrDefault(up.edge(), 0L) > up.epoch()) {
            return List.of();
        }
        return switch (news) {
            case EdgeStarted _ -> {
                epochs.put(up.edge(), up.epoch());
                yield List.of(new Outcome.Change(up.key(), up));
            }
            case EdgeLifecycle.EdgeLost _ -> {
                epochs.remove(up.edge());
                yield List.of(new Outcome.Change(up.key(), null));
            }
        };
    }

    /** An edge that tells something lives, whoever took it for lost or missed its start. */
    Optional<EdgeStarted> unheardOf(EdgeStamp stamp) {
        return epochs.getOrDefault(stamp.edge(), -1L) < stamp.epoch()
                ? Optional.of(new EdgeStarted(stamp.edge(), stamp.epoch()))
                : Optional.empty();
    }
}
