package io.ringlog.edge;

import io.ringlog.wire.EdgeHeartbeat;

/** Where heartbeats go; the edges topic, or a test's memory. May block: it has a thread of its own. */
public interface HeartbeatSink extends AutoCloseable {
    void send(EdgeHeartbeat beat);

    @Override
    void close();
}
