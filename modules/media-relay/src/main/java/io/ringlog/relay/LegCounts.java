package io.ringlog.relay;

import java.util.concurrent.atomic.AtomicLongArray;

/** The counters of a leg while it lives: written by its loop alone, read by anyone. */
final class LegCounts {
    enum Of {
        PACKETS_IN,
        BYTES_IN,
        FORWARDED,
        FORWARDED_BYTES,
        ENGINE,
        ENGINE_BYTES,
        TRANSCODED,
        RTCP_IN,
        RTCP_OUT,
        FOREIGN,
        MALFORMED,
        HELD,
        SUPPRESSED,
        UNSENT,
        UNHEARD,
        UNAUTHENTIC
    }

    private final AtomicLongArray values = new AtomicLongArray(Of.values().length);

    void one(Of what) {
        add(what, 1);
    }

    void add(Of what, long amount) {
        int at = what.ordinal();
        // One writer: a plain read and an opaque write are enough, and cost no locked instruction per packet.
        values.setOpaque(at, values.getPlain(at) + amount);
    }

    LegCounters now() {
        return new LegCounters(
                get(Of.PACKETS_IN),
                get(Of.BYTES_IN),
                get(Of.FORWARDED),
                get(Of.FORWARDED_BYTES),
                get(Of.ENGINE),
                get(Of.ENGINE_BYTES),
                get(Of.TRANSCODED),
                get(Of.RTCP_IN),
                get(Of.RTCP_OUT),
                get(Of.FOREIGN),
                get(Of.MALFORMED),
                get(Of.HELD),
                get(Of.SUPPRESSED),
                get(Of.UNSENT),
                get(Of.UNHEARD),
                get(Of.UNAUTHENTIC));
    }

    long get(Of what) {
        return values.getOpaque(what.ordinal());
    }
}
