package io.ringlog.edge.directory;

import io.ringlog.edge.security.Sightings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers who was turned away lately: who keeps trying is a scanner and gets no answer any more, and the journal
 * hears of strangers only so many times a second.
 */
public final class Strangers {

    private static final int REMEMBERED = 10_000;
    private static final int REFUSALS_BEFORE_SILENCE = 20;
    private static final long FORGOTTEN_AFTER_MS = 60_000;
    private static final int FACTS_PER_SECOND = 5;

    private record Seen(long sinceMs, int refusals) {}

    private final InstantSource clock;
    private final Map<String, Seen> byNetwork = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long second;
    private int factsInSecond;

    public Strangers(InstantSource clock) {
        this.clock = clock;
    }

    /** Counts a refusal; true when the address has been refused so often that it is a scanner. */
    public synchronized boolean isScanner(String address) {
        long now = clock.millis();
        String network = Sightings.networkOf(address);
        Seen before = byNetwork.get(network);
        boolean fresh = before == null || now - before.sinceMs() > FORGOTTEN_AFTER_MS;
        Seen seen = before == null || fresh ? new Seen(now, 1) : new Seen(before.sinceMs(), before.refusals() + 1);
        byNetwork.put(network, seen);
        return seen.refusals() > REFUSALS_BEFORE_SILENCE;
    }

    /** True while this second's share of facts about strangers is not used up. */
    public synchronized boolean mayTell() {
        long now = clock.millis() / 1000;
        factsInSecond = now == second ? factsInSecond + 1 : 1;
        second = now;
        return factsInSecond <= FACTS_PER_SECOND;
    }
}
