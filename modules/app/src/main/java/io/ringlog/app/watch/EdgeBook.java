package io.ringlog.app.watch;

import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.wire.EdgeHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which edges live, by the heartbeats seen; pure bookkeeping with the caller's clock. */
final class EdgeBook {
    private final Duration patience;
    private final SortedMap<String, Seen> edges = new TreeMap<>();
    /** The epochs of edges that were lost and not heard of since. */
    private final SortedMap<String, Long> lost = new TreeMap<>();

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
            lost.remove(beat.edge());
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

    /** The edges that were lost and are heard again in the same life; they stay so until {@link #welcome}. */
    List<EdgeStarted> back() {
        return lost.entrySet().stream()
                .filter(edge -> edges.containsKey(edge.getKey())
                        && Objects.requireNonNull(edges.get(edge.getKey())).epoch == edge.getValue())
                .map(edge -> new EdgeStarted(edge.getKey(), edge.getValue()))
                .toList();
    }

    /** The return is in the journal. */
    void welcome(EdgeStarted back) {
        lost.remove(back.edge(), back.epoch());
    }

    /** The loss is in the journal. */
    void forget(EdgeLost told) {
        Seen known = edges.get(told.edge());
        if (known != null && known.epoch == told.epoch()) {
            edges.remove(told.edge());
            lost.put(told.edge(), told.epoch());
        }
    }

    /** It is not in every partition after all: it is told again, or that the edge is back where it was heard since. */
    void untold(EdgeLifecycle news) {
        switch (news) {
            case EdgeLifecycle.EdgeDrains _ -> {}
            case EdgeStarted back -> lost.putIfAbsent(back.edge(), back.epoch());
            case EdgeLost gone -> {
                if (!edges.containsKey(gone.edge()) && lost.remove(gone.edge(), gone.epoch())) {
                    edges.put(gone.edge(), new Seen(gone.epoch(), Instant.EPOCH));
                }
            }
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
