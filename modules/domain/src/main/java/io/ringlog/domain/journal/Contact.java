package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a device can be reached.
 *
 * @param uri what it registered (RFC 3261 section 10)
 * @param edge the edge it registered at
 * @param flowId the connection to reach it by, for TCP and WebSocket
 * @param receivedIp where its REGISTER came from, used when {@code natted}
 * @param path proxies that a request to it passes, the first one first (RFC 3327, RFC 3608); null for none
 */
public record Contact(
        String uri,
        String edge,
        String transport,
        @Nullable String flowId,
        String receivedIp,
        int receivedPort,
        boolean natted,
        @Nullable List<String> path) {

    public Contact {
        path = path == null ? null : List.copyOf(path);
    }
}
