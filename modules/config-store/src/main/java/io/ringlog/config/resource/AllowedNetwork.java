package io.ringlog.config.resource;

import org.jspecify.annotations.Nullable;

/**
 * A network that is never banned.
 *
 * @param network an address or a block
 * @param note for people
 */
public record AllowedNetwork(
        String id,
        String accountId,
        String network,
        @Nullable String note) {}
