package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where a device can be reached.
 *
 * @param uri what it registered (RFC 3261 section 10)
 * @param edge the edge it registered at
 * @param flowId the connection to reach it by, for TCP and WebSocket
 * @param receivedIp where its REGISTER came from, used when {@code natted}
 */
public record Contact(
        String uri,
        String edge,
        String transport,
        @Nullable String flowId,
        String receivedIp,
        int receivedPort,
        boolean natted) {}
