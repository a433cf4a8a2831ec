package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks through the API that sliding windows count anew; the decision goes back to {@code replyTo}.
 *
 * @param windowId null for every window of the account
 */
public record WindowsResetAsked(
        String requestId, String replyTo, @Nullable String windowId, String reason, String actor) implements Input {}
