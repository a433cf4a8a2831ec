package io.ringlog.sip.stack;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much one address may take within a second; forgets everybody each second. Whoever is beyond the first hundred
 * thousand of a second shares what one has: addresses can be forged, memory cannot.
 */
final class SourceBudget {
    private static final int REMEMBERED = 100_000;
    private static final int NETWORK_BYTES_V6 = 8;

    private final int perSecond;
    private volatile Window window = new Window(0);

    private static final class Window {
        private final long second;
        private final Map<InetAddress, AtomicInteger> taken = new ConcurrentHashMap<>();
        private final AtomicInteger sources = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();

        Window(long second) {
            this.second = second;
        }

        AtomicInteger of(InetAddress source) {
            AtomicInteger known = taken.get(source);
            if (known != null) {
                return known;
            }
            return sources.get() >= REMEMBERED
                    ? others
                    : taken.computeIfAbsent(source, s -> {
                        sources.incrementAndGet();
                        return new AtomicInteger();
                    });
        }
    }

    SourceBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    /** How long until everybody is forgotten; at least a millisecond. */
    static long millisToNextSecond() {
        return 1_000 - System.nanoTime() / 1_000_000 % 1_000;
    }

    boolean admits(InetAddress source) {
        return admits(source, 1);
    }

    /** Whether {@code units} more are within the source's share of this second; they are taken in any case. */
    boolean admits(InetAddress source, int units) {
        return admits(source, units, System.nanoTime() / 1_000_000_000L);
    }

    boolean admits(InetAddress source, int units, long second) {
        Window current = window;
        if (current.second != second) {
            current = new Window(second);
            window = current;
        }
        AtomicInteger taken = current.of(network(source));
        // Far beyond the share nobody counts on, or a flood would come round to admitted again.
        return taken.get() <= perSecond && taken.addAndGet(units) <= perSecond;
    }

    /** Whoever has one address of IPv6 has all those of its network. */
    static InetAddress network(InetAddress source) {
        if (!(source instanceof Inet6Address)) {
            return source;
        }
        byte[] bytes = source.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES_V6, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an address", impossible);
        }
    }
}
