package io.ringlog.domain.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a caller stands in the line of a queue: higher priority first, then who came first, then the call id. */
public record Spot(int priority, Instant enqueuedAt, String callId) {

    /** Who is served before whom. */
    public static final Comparator<Spot> ORDER = Comparator.comparingInt(Spot::priority)
            .reversed()
            .thenComparing(Spot::enqueuedAt)
            .thenComparing(Spot::callId);

    /** That of a call which waits or is offered; empty for any other. */
    static Optional<Spot> of(@Nullable CallState call) {
        return call == null || call.isOver() || call.place() == null
                ? Optional.empty()
                : of(call.callId(), call.place());
    }

    private static Optional<Spot> of(String callId, QueuePlace place) {
        return place.state() == QueuePlace.State.CLAIMED
                ? Optional.empty()
                : Optional.of(new Spot(place.priority(), place.enqueuedAt(), callId));
    }
}
