package io.ringlog.domain.state;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is being asked into a talk, from the moment a party of it wanted that until they are in it or do not
 * come.
 *
 * @param byLegId on whose behalf
 * @param userId the user who is rung; null for a number outside
 * @param commandId the take-over or the join that is waited for; empty while somebody is rung, or a number looked up
 * @param legId the leg that has answered and is to be joined; null before
 * @param talkId the talk it comes into; null before
 * @param requestId of who asked
 * @param number what was dialled, for a number outside; null for a user
 */
public record Addition(
        String byLegId,
        @Nullable String userId,
        String commandId,
        @Nullable String legId,
        @Nullable String talkId,
        String requestId,
        String replyTo,
        @Nullable String number) {

    /**
     * A proxied call is taken over first.
     *
     * @param userId null where {@code number} is dialled
     */
    public static Addition asked(
            String byLegId, @Nullable String userId, @Nullable String number, String requestId, String replyTo) {
        return new Addition(byLegId, userId, "", null, null, requestId, replyTo, number);
    }

    public Addition takesOver(String takeOverId) {
        return waits(takeOverId, null, null);
    }

    /** Whoever is asked is rung. */
    public Addition rings() {
        return waits("", null, null);
    }

    /** Somebody has answered on this leg, and the edge is told to join it. */
    public Addition joins(String answered, String talk, String joinId) {
        return waits(joinId, answered, talk);
    }

    private Addition waits(String forCommand, @Nullable String answered, @Nullable String talk) {
        return new Addition(byLegId, userId, forCommand, answered, talk, requestId, replyTo, number);
    }

    /** Whether the call is being taken over, and whoever asked has not been answered. */
    public boolean isTakingOver() {
        return legId == null && !commandId.isEmpty();
    }

    /** Whether somebody is rung or looked up: nobody has answered yet, and nothing of the edge is waited for. */
    public boolean isRinging() {
        return commandId.isEmpty();
    }

    /** Whether a leg has answered and is about to come into this talk. */
    public boolean isComingTo(String talk) {
        return legId != null && talk.equals(talkId);
    }

    /** Who is asked, for reasons. */
    public String whom() {
        return String.valueOf(userId == null ? number : userId);
    }
}
