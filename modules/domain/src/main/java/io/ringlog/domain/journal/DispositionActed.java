package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * An agent or somebody on their behalf says what came of a call of a queue; the decision goes back to {@code replyTo}.
 * What is said anew takes the place of what was said before.
 *
 * @param userId {@code us_} id or username
 * @param callId the call; null for the one the agent talks on or wraps up
 * @param disposition one of those of the queue; null for none
 * @param note free text; null for none
 */
public record DispositionActed(
        String requestId,
        String replyTo,
        String userId,
        @Nullable String callId,
        @Nullable String disposition,
        @Nullable String note,
        String actor)
        implements Input {}
