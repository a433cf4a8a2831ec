package io.ringlog.domain.journal;

/** Who listened to whose talk, and was heard there by whom. What concerns two calls is told in the story of each. */
public sealed interface SupervisionEvent extends Event {

    /** The call whose story it belongs to: the supervisor's own, or the one that is supervised. */
    String callId();

    /**
     * A supervisor hears the talk of a user, or is heard in it by others than before.
     *
     * @param byCallId the supervisor's own call
     * @param userId the supervisor
     * @param ofCallId the call that is supervised
     * @param ofLegId the leg there of the user who is supervised
     */
    record Supervised(
            String callId, String byCallId, String userId, String ofCallId, String ofLegId, SupervisionMode mode)
            implements SupervisionEvent {}

    /** A supervisor hears a call no more. */
    record SupervisionEnded(String callId, String byCallId, String ofCallId, String code) implements SupervisionEvent {}

    /** Somebody wanted to hear the call, and does not. */
    record SupervisionRefused(String callId, String userId, String code, String text) implements SupervisionEvent {}
}
