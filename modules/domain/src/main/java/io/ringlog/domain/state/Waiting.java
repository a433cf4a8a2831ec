package io.ringlog.domain.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call whose guest hears music until somebody comes for them: parked in a slot, or picked up and about to be joined.
 *
 * @param lotId with {@code slot}: where it is parked; null for a call that was picked up while it rang
 * @param byUserId who parked it and is rung when nobody comes; null for nobody's
 * @param byCallId the call of who comes for it; null while nobody does
 */
public record Waiting(
        @Nullable String lotId,
        @Nullable String slot,
        @Nullable String byUserId,
        Instant since,
        @Nullable String byCallId) {

    public Waiting takenBy(@Nullable String callId) {
        return new Waiting(lotId, slot, byUserId, since, callId);
    }
}
