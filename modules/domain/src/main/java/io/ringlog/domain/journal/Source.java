package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param flowId the connection it came on, for TCP and WebSocket; null on UDP
 * @param natted the addresses inside the message differ from this one
 */
public record Source(
        String ip, int port, String transport, @Nullable String flowId, boolean natted) {}
