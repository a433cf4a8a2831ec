package io.ringlog.wire;

import java.time.Instant;

/**
 * One line of {@code ringlog.edges.v1}, key = edge id: the edge is alive and reachable here.
 *
 * @param epoch start of the edge, grows with each start
 * @param leaving a clean goodbye; the edge ends all it has
 */
public record EdgeHeartbeat(
        String edge, long epoch, String sipHost, int sipPort, int liveCalls, boolean leaving, Instant at) {}
