package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks through the API for a call: a user's phones ring first, and then, for who answers, whom they want.
 *
 * @param userId {@code us_} id or username of who is rung first
 * @param to what the user would dial
 * @param idempotencyKey the same key again starts no second call; null starts one each time
 * @param ringTimeoutSec how long the user's phones ring; null for as long as they always do
 */
public record CallAsked(
        String requestId,
        String replyTo,
        String userId,
        String to,
        @Nullable String idempotencyKey,
        @Nullable Integer ringTimeoutSec,
        String actor)
        implements Input {}
