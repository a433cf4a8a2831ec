package io.ringlog.sip.call;

import io.ringlog.sip.stack.Hops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.sip.address.Hop;

/**
 * Servers that did not serve when they were tried last: for a while they are tried after all others, so that not every
 * call waits for them (RFC 3263 section 4.3). Whatever they answer ends that. Knows the last few hundred.
 */
public final class TroubledServers {
    static final int MOST = 256;
    static final Duration USUAL = Duration.ofSeconds(30);
    static final Duration LONGEST = Duration.ofMinutes(5);

    private record Trouble(String why, long until) {}

    private final LongSupplier nanos;
    private final Map<String, Trouble> byServer = new LinkedHashMap<>();

    public TroubledServers() {
        this(System::nanoTime);
    }

    TroubledServers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * It did not serve.
     *
     * @param span for how long it is not to be tried first, at most five minutes
     */
    synchronized void note(Hop server, String why, Duration span) {
        Duration kept = span.compareTo(LONGEST) > 0 ? LONGEST : span;
        String key = keyOf(server);
        byServer.remove(key);
        if (byServer.size() >= MOST) {
            byServer.remove(byServer.keySet().iterator().next());
        }
        byServer.put(key, new Trouble(why, nanos.getAsLong() + kept.toNanos()));
    }

    /** It has answered. */
    public synchronized void clear(Hop server) {
        if (!byServer.isEmpty()) {
            byServer.remove(keyOf(server));
        }
    }

    /** Why it is not to be tried first. */
    synchronized Optional<String> of(Hop server) {
        return Optional.ofNullable(byServer.get(keyOf(server)))
                .filter(it -> it.until() - nanos.getAsLong() > 0)
                .map(Trouble::why);
    }

    /** The same servers, those in trouble last. */
    List<Hop> ordered(List<Hop> servers) {
        List<Hop> well = new ArrayList<>();
        List<Hop> troubled = new ArrayList<>();
        servers.forEach(it -> (of(it).isPresent() ? troubled : well).add(it));
        well.addAll(troubled);
        return well;
    }

    private static String keyOf(Hop server) {
        return server.getTransport().toLowerCase(Locale.ROOT) + " " + Hops.addressIn(server);
    }
}
