package io.ringlog.app.watch;

import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.wire.EdgeHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which edges live, by the heartbeats seen; pure bookkeeping with the caller's clock. */
final class EdgeBook {
    private final Duration patience;
    private final SortedMap<String, Seen> edges = new TreeMap<>();

    EdgeBook(Duration patience) {
        this.patience = patience;
    }

    /**
     * A heartbeat arrived; one of an older epoch is late news about an edge that has started anew. An edge says goodbye
     * once the journal has its own word of its end, so nothing is left to tell.
     */
    void beat(EdgeHeartbeat beat, Instant at) {
        Seen known = edges.get(beat.edge());
        if (known != null && beat.epoch() < known.epoch) {
            return;
        }
        if (beat.leaving()) {
            edges.remove(beat.edge());
        } else {
            edges.put(beat.edge(), new Seen(beat.epoch(), at));
        }
    }

    /** The edges that are lost at this moment; they stay in the book until {@link #forget}. */
    List<EdgeLost> lost(Instant now) {
        return edges.entrySet().stream()
                .filter(edge -> edge.getValue().isLost(now, patience))
                .map(edge -> new EdgeLost(edge.getKey(), edge.getValue().epoch, "heartbeat missing"))
                .toList();
    }

    /** The loss is in the journal. */
    void forget(EdgeLost lost) {
        Seen known = edges.get(lost.edge());
        if (known != null && known.epoch == lost.epoch()) {
            edges.remove(lost.edge());
        }
    }

    /** Nobody could be heard until now: everybody gets a full term again. */
    void forgive(Instant now) {
        edges.replaceAll((edge, seen) -> new Seen(seen.epoch, now));
    }

    private record Seen(long epoch, Instant at) {
        boolean isLost(Instant now, Duration patience) {
            return at.plus(patience).isBefore(now);
        }
    }
}
