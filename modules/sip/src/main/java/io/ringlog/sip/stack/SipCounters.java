package io.ringlog.sip.stack;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the node dropped, refused or did before anyone could decide about it; only grows, never steers. */
public final class SipCounters {

    /** One reason each. */
    public enum Counter {
        /** Datagrams, connections and messages of a banned address, which nobody has read. */
        BANNED,
        GARBAGE,
        OVERSIZED,
        BAD_REQUEST,
        BAD_VERSION,
        UNPARSABLE,
        WRONG_VIA_TRANSPORT,
        OLD_BRANCH,
        QUEUE_FULL,
        SHED_BY_AGE,
        RATE_LIMITED,
        TOO_MANY_CALLS,
        SLOW_STREAM,
        /** Streams that were left alone until the next second, because their address sends too much. */
        STREAM_PACED,
        UNREAD_ANSWERS,
        UNANSWERED,
        /** Datagrams that the system had no room for. */
        UNSENT,
        /** Copies that did not reach the collector of traces. */
        HEP_LOST,
        TOO_MANY_CONNECTIONS,
        /** Connections closed because their address has begun enough handshakes in this second. */
        HANDSHAKES_LIMITED,
        HANDSHAKE_TIMED_OUT,
        /** The peer went away in the middle of one. */
        HANDSHAKE_ABANDONED,
        /** A certificate that we do not believe, or the peer does not. */
        HANDSHAKE_UNTRUSTED,
        /** No common version or cipher, no TLS at all. */
        HANDSHAKE_FAILED,
        /** Requests for a WebSocket that are none, or come from a page that may not connect. */
        UPGRADE_REFUSED,
        STRAY_RESPONSE,
        BAD_TOKEN,
        FOREIGN_ROUTE,
        /** Requests of another edge that went on over a connection of ours. */
        HANDED_ON,
        /** Those whose connection was gone. */
        FLOW_FAILED,
        LATE_DECISION,
        SESSION_TOO_BRIEF,
        SESSION_REFRESHES;

        /** The reason as people read it: {@code rate-limited}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

    public SipCounters() {
        for (Counter c : Counter.values()) {
            counts.put(c, new LongAdder());
        }
    }

    public void add(Counter counter) {
        LongAdder adder = counts.get(counter);
        if (adder != null) {
            adder.increment();
        }
    }

    public long get(Counter counter) {
        LongAdder adder = counts.get(counter);
        return adder == null ? 0 : adder.sum();
    }

    public Map<Counter, Long> all() {
        Map<Counter, Long> all = new EnumMap<>(Counter.class);
        counts.forEach((counter, adder) -> all.put(counter, adder.sum()));
        return all;
    }
}
