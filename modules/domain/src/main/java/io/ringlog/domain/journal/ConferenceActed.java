package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks through the API for something to be done in a conference; the decision goes back to {@code replyTo}.
 *
 * @param callId the member it is done to, by its call; null for what is done to the room
 */
public record ConferenceActed(
        String requestId,
        String replyTo,
        String conferenceId,
        Act act,
        @Nullable String callId,
        String actor) implements Input {

    /** What is asked for. */
    public enum Act {
        MUTE,
        UNMUTE,
        KICK,
        /** Nobody else comes in but moderators. */
        LOCK,
        UNLOCK,
        /** All leave. */
        END
    }
}
