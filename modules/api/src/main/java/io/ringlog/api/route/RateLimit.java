package io.ringlog.api.route;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket of requests per key or address: filled at a steady rate, never above the burst; the idlest is forgotten. */
public final class RateLimit {

    /** What is left, and whether the last request was let through. */
    private record Bucket(double left, Instant at, boolean granted) {}

    private final double perSec;
    private final double burst;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets;

    /** @param most buckets that are remembered at the same time */
    public RateLimit(double perSec, int burst, int most, InstantSource clock) {
        this.perSec = perSec;
        this.burst = burst;
        this.clock = clock;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** True when the key may ask now; this request is then counted. */
    public synchronized boolean take(String key) {
        Instant now = clock.instant();
        return buckets.merge(key, new Bucket(burst - 1, now, true), (was, first) -> next(was, now))
                .granted();
    }

    private Bucket next(Bucket was, Instant now) {
        double seconds = Duration.between(was.at(), now).toNanos() / 1e9;
        double left = Math.min(burst, was.left() + seconds * perSec);
        return left < 1 ? new Bucket(left, now, false) : new Bucket(left - 1, now, true);
    }
}
