package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks through the API for another place of who waits in a queue.
 *
 * @param priority for {@link Verb#PRIORITISE}
 * @param queueId for {@link Verb#MOVE}
 * @param userId for {@link Verb#PULL}: the agent, by id or username
 */
public record CallerActed(
        String requestId,
        String replyTo,
        String callId,
        Verb act,
        @Nullable Integer priority,
        @Nullable String queueId,
        @Nullable String userId,
        String actor)
        implements Input {

    /** What is asked for. */
    public enum Verb {
        /** The caller is more or less urgent than before. */
        PRIORITISE,
        /** The caller waits in another queue, since when they came. */
        MOVE,
        /** The caller is offered to one agent, whoever is next. */
        PULL
    }
}
