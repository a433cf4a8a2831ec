package io.ringlog.domain.state;

/**
 * Somebody who is being asked into a talk, from the moment a party of it wanted that until they answer or do not.
 *
 * @param byLegId on whose behalf
 * @param userId who is rung
 * @param commandId the take-over that is waited for; empty while the user is rung
 * @param requestId of who asked and has not been answered yet
 */
public record Addition(String byLegId, String userId, String commandId, String requestId, String replyTo) {

    /** The user is rung. */
    public Addition rings() {
        return new Addition(byLegId, userId, "", requestId, replyTo);
    }

    public boolean isRinging() {
        return commandId.isEmpty();
    }
}
