package io.ringlog.sip.stack;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What one address takes of this node over streams: connections, and bytes held because of it. Closes nothing. */
final class SourceShare {
    /** Bytes held for one connection: what it has sent of a message so far, or has not read of ours. */
    static final int HELD_PER_CONNECTION = 256 * 1024;

    /** Bytes held for all connections of one address; most of a site's phones are quiet at any moment. */
    static final int HELD_PER_SOURCE = 4 * 1024 * 1024;

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong held = new AtomicLong();

    int connections() {
        return connections.get();
    }

    /** One more connection. */
    SourceShare joined() {
        connections.incrementAndGet();
        return this;
    }

    /** One connection less; true when it was the last. */
    boolean left() {
        return connections.decrementAndGet() <= 0;
    }

    long held() {
        return held.get();
    }

    Connection connection() {
        return new Connection();
    }

    /** The part of one connection. */
    final class Connection {
        private final AtomicInteger mine = new AtomicInteger();

        /** False when that would be more than a connection or its address may have held; then nothing is. */
        boolean hold(int bytes) {
            boolean fits = mine.addAndGet(bytes) <= HELD_PER_CONNECTION && held.get() + bytes <= HELD_PER_SOURCE;
            held.addAndGet(bytes);
            if (!fits) {
                release(bytes);
            }
            return fits;
        }

        void release(int bytes) {
            mine.addAndGet(-bytes);
            held.addAndGet(-bytes);
        }
    }
}
