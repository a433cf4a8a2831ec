package io.ringlog.media.rtp;

import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the payloads of one stream back in order for whoever records or echoes it. Holds back a few packets while one is
 * missing, then gives it up; it is no jitter buffer and knows no time.
 */
public final class SequenceOrder {
    private final int depth;
    private final TreeMap<Long, byte[]> waiting = new TreeMap<>();
    private long next = -1;
    private long given;
    private long lost;
    private long late;

    /** @param depth how many packets may wait for a missing one, at least 1 */
    public SequenceOrder(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth must be at least 1, not " + depth);
        }
        this.depth = depth;
    }

    /** Takes a payload with its sequence number (0 to 65535) and hands on all that are now in order. */
    public void accept(int sequence, byte[] payload, Consumer<byte[]> inOrder) {
        long number = extend(sequence);
        if (next < 0) {
            next = number;
        }
        if (number < next || waiting.putIfAbsent(number, payload) != null) {
            late++;
            return;
        }
        if (waiting.size() > depth) {
            lost += waiting.firstKey() - next;
            next = waiting.firstKey();
        }
        release(inOrder);
    }

    /** Hands on all that still waits, at the end of a stream. */
    public void flush(Consumer<byte[]> inOrder) {
        while (!waiting.isEmpty()) {
            lost += waiting.firstKey() - next;
            next = waiting.firstKey();
            release(inOrder);
        }
    }

    private void release(Consumer<byte[]> inOrder) {
        for (byte[] payload = waiting.remove(next); payload != null; payload = waiting.remove(next)) {
            given++;
            next++;
            inOrder.accept(payload);
        }
    }

    private long extend(int sequence) {
        if (next < 0) {
            return 0x10000L + sequence;
        }
        return next + (short) (sequence - (int) next);
    }

    public long given() {
        return given;
    }

    public long lost() {
        return lost;
    }

    /** Packets that came twice or after they had been given up. */
    public long late() {
        return late;
    }
}
