package io.ringlog.domain.brain;

import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.state.Granule.EdgeUp;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The edges that live, as far as the partition was told or can see. */
final class Edges {

    private final Map<String, EdgeUp> up = new HashMap<>();
    private final SortedSet<String> open = new TreeSet<>();

    /** Those that take new work, in name order; changes with what is heard. */
    SortedSet<String> open() {
        return Collections.unmodifiableSortedSet(open);
    }

    void restore(EdgeUp edge) {
        up.put(edge.edge(), edge);
        if (edge.takesWork()) {
            open.add(edge.edge());
        } else {
            open.remove(edge.edge());
        }
    }

    /** News of an epoch that is over is none. */
    List<Outcome.Change> hear(EdgeLifecycle news) {
        EdgeUp known = up.get(news.edge());
        if (known != null && (known.epoch() > news.epoch() || (known.epoch() == news.epoch() && known.isOver()))) {
            return List.of();
        }
        return switch (news) {
            case EdgeStarted it -> known(new EdgeUp(it.edge(), it.epoch(), drains(it)));
            case EdgeLifecycle.EdgeDrains it -> known(new EdgeUp(it.edge(), it.epoch(), true));
            // What it told before may come after: it is not raised by that.
            case EdgeLifecycle.EdgeLost it when it.isStopped() -> known(new EdgeUp(it.edge(), it.epoch(), null, true));
            case EdgeLifecycle.EdgeLost it -> {
                up.remove(it.edge());
                open.remove(it.edge());
                yield List.of(new Outcome.Change(new EdgeUp(it.edge(), it.epoch(), null).key(), null));
            }
        };
    }

    /** One that drains goes on doing so when it is told of again, as after a missed heartbeat; a new life does not. */
    private @Nullable Boolean drains(EdgeStarted news) {
        EdgeUp known = up.get(news.edge());
        return (known == null || known.epoch() != news.epoch()) ? null : known.drains();
    }

    private List<Outcome.Change> known(EdgeUp edge) {
        restore(edge);
        return List.of(new Outcome.Change(edge.key(), edge));
    }

    /** An edge that tells something lives, whoever took it for lost or missed its start. */
    Optional<EdgeStarted> unheardOf(EdgeStamp stamp) {
        return epoch(stamp.edge()) < stamp.epoch()
                ? Optional.of(new EdgeStarted(stamp.edge(), stamp.epoch()))
                : Optional.empty();
    }

    private long epoch(String edge) {
        EdgeUp known = up.get(edge);
        return known == null ? -1 : known.epoch();
    }
}
