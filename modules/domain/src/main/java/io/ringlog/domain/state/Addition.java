package io.ringlog.domain.state;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is being asked into a talk, from the moment a party of it wanted that until they are in it or do not
 * come.
 *
 * @param byLegId on whose behalf
 * @param userId who is rung
 * @param commandId the take-over or the join that is waited for; empty while the user is rung
 * @param legId the leg that has answered and is to be joined; null before
 * @param talkId the talk it comes into; null before
 * @param requestId of who asked
 */
public record Addition(
        String byLegId,
        String userId,
        String commandId,
        @Nullable String legId,
        @Nullable String talkId,
        String requestId,
        String replyTo) {

    /** A proxied call is taken over first. */
    public static Addition asked(String byLegId, String userId, String takeOverId, String requestId, String replyTo) {
        return new Addition(byLegId, userId, takeOverId, null, null, requestId, replyTo);
    }

    /** The user is rung. */
    public Addition rings() {
        return new Addition(byLegId, userId, "", null, null, requestId, replyTo);
    }

    /** The user has answered on this leg, and the edge is told to join it. */
    public Addition joins(String answered, String talk, String joinId) {
        return new Addition(byLegId, userId, joinId, answered, talk, requestId, replyTo);
    }

    /** Whether the call is being taken over, and whoever asked has not been answered. */
    public boolean isTakingOver() {
        return legId == null && !commandId.isEmpty();
    }

    /** Whether a leg has answered and is about to come into this talk. */
    public boolean isComingTo(String talk) {
        return legId != null && talk.equals(talkId);
    }
}
