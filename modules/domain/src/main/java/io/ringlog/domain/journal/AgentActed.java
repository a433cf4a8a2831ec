package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent or somebody on their behalf asks for a change of state; the decision goes back to {@code replyTo}.
 *
 * @param userId {@code us_} id or username
 * @param queues the active optional queues from now on; null leaves them as they are
 * @param reason pause reason
 */
public record AgentActed(
        String requestId,
        String replyTo,
        String userId,
        Verb event,
        @Nullable List<QueueChoice> queues,
        @Nullable String reason,
        String actor)
        implements Input {

    /** What is asked for. */
    public enum Verb {
        LOGIN,
        LOGOUT,
        AVAILABLE,
        PAUSE
    }

    /** A queue the agent chooses, with a tier level that overrides the assignment's when given. */
    public record QueueChoice(String queueId, @Nullable Integer level) {}
}
