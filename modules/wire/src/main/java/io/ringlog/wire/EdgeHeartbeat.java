package io.ringlog.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code ringlog.edges.v1}, key = edge id: the edge is alive and reachable here.
 *
 * @param epoch start of the edge, grows with each start
 * @param leaving a clean goodbye; the edge ends all it has
 * @param hostAmongEdges leads to this edge and no other, for calls to its phones; null where {@code sipHost} does
 * @param tlsPort null where the edge speaks no TLS
 */
public record EdgeHeartbeat(
        String edge,
        long epoch,
        String sipHost,
        int sipPort,
        int liveCalls,
        boolean leaving,
        Instant at,
        @Nullable String hostAmongEdges,
        @Nullable Integer tlsPort) {}
