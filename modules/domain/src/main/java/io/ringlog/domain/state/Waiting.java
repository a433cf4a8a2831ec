package io.ringlog.domain.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call whose guest hears music until somebody comes for them: parked in a slot, or picked up and about to be joined.
 *
 * @param lotId with {@code slot}: where it is parked; null for a call that was picked up while it rang
 * @param byUserId who parked it and is rung when nobody comes; null for nobody's
 * @param byCallId the call of who comes for it; null while nobody does
 * @param answering true until the edge says that it has answered the caller: the phone may have been quicker
 */
public record Waiting(
        @Nullable String lotId,
        @Nullable String slot,
        @Nullable String byUserId,
        Instant since,
        @Nullable String byCallId,
        boolean answering) {

    /** A call that rang and is picked up. */
    public static Waiting pickedUp(Instant since, String byCallId, boolean answering) {
        return new Waiting(null, null, null, since, byCallId, answering);
    }

    public Waiting answered() {
        return new Waiting(lotId, slot, byUserId, since, byCallId, false);
    }

    public Waiting takenBy(@Nullable String callId) {
        return new Waiting(lotId, slot, byUserId, since, callId, answering);
    }
}
