package io.ringlog.sip.stack;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many new calls one address may start within a second; forgets everybody each second, so it cannot grow. */
final class SourceRate {
    private final int perSecond;
    private volatile Window window = new Window(0, new ConcurrentHashMap<>());

    private record Window(long second, Map<InetAddress, Integer> counts) {}

    SourceRate(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean admits(InetAddress source) {
        long second = System.nanoTime() / 1_000_000_000L;
        Window current = window;
        if (current.second != second) {
            current = new Window(second, new ConcurrentHashMap<>());
            window = current;
        }
        return current.counts.merge(source, 1, Integer::sum) <= perSecond;
    }
}
