package io.ringlog.edge.directory;

import io.ringlog.wire.EdgeHeartbeat;

/** Where the heartbeats of all edges come from; the edges topic, or a test's memory. */
public interface EdgesSource extends AutoCloseable {
    /** Who is told, on a thread of the source's own. */
    interface Reader {
        void heard(EdgeHeartbeat beat);

        /** The edge is lost and its last heartbeat taken away. */
        void lost(String edge);
    }

    void start(Reader reader);

    @Override
    void close();
}
