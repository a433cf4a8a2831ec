package io.ringlog.domain.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody stands in the line of a queue: higher priority first, then who came first, then the id.
 *
 * @param id of the caller's call, or of the place that is kept for whoever is called back
 */
public record Spot(int priority, Instant enqueuedAt, String id) {

    /** Who is served before whom. */
    public static final Comparator<Spot> ORDER = Comparator.comparingInt(Spot::priority)
            .reversed()
            .thenComparing(Spot::enqueuedAt)
            .thenComparing(Spot::id);

    /** That of a call which waits or is offered; empty for any other. */
    static Optional<Spot> of(@Nullable CallState call) {
        return call == null || call.isOver() || call.place() == null
                ? Optional.empty()
                : of(call.callId(), call.place());
    }

    /** That of a place which stands in line by itself; empty for any other. */
    static Optional<Spot> of(@Nullable KeptPlace kept) {
        return kept == null || !kept.isInLine() ? Optional.empty() : of(kept.placeId(), kept.place());
    }

    private static Optional<Spot> of(String id, QueuePlace place) {
        return place.state() == QueuePlace.State.CLAIMED
                ? Optional.empty()
                : Optional.of(new Spot(place.priority(), place.enqueuedAt(), id));
    }
}
