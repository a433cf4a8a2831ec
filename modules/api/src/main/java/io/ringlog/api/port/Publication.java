package io.ringlog.api.port;

import org.jspecify.annotations.Nullable;

/**
 * How somebody publishes a flow.
 *
 * @param message what is new; null for nothing said
 * @param force why it is published although its tests fail; null lets no test fail
 */
public record Publication(
        @Nullable String message, @Nullable String force) {}
