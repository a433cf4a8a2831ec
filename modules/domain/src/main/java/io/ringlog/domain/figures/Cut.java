package io.ringlog.domain.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How time is cut into slices, and how long they are kept.
 *
 * @param width a part of an hour without a rest
 * @param kept how far slices may lie behind the newest of the same queue or agent
 */
public record Cut(Duration width, Duration kept) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration LATELY = Duration.ofHours(2);

    /** Of which hours and days of queues are made. */
    public static final Cut QUEUE_QUARTERS = new Cut(QUARTER, Duration.ofDays(35));

    /** Of which hours and days of agents are made. */
    public static final Cut AGENT_QUARTERS = new Cut(QUARTER, Duration.ofDays(8));

    /** For figures that roll. */
    public static final Cut MINUTES = new Cut(MINUTE, LATELY);

    private static final long SIXTEEN_DIGITS = 1_000_000_000_000_000L;

    /** When the slice begins in which this moment lies. */
    public Instant start(Instant at) {
        long wide = width.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), wide) * wide);
    }

    /** How the keys of all slices of a queue or agent begin. */
    static String prefix(String account, String id) {
        return account + '/' + id + '/';
    }

    /** The key of a slice; those of a queue or agent are in the order of time. */
    static String key(String account, String id, Instant from) {
        return prefix(account, id) + (SIXTEEN_DIGITS + from.toEpochMilli());
    }

    /**
     * Removes what is older than may be kept.
     *
     * @param newest when the newest slice begins
     * @param before how many that are older stay nevertheless
     * @return what was removed
     */
    <V> List<V> trim(SliceStore<V> store, String prefix, Instant newest, int before) {
        String limit = prefix + (SIXTEEN_DIGITS + newest.minus(kept).toEpochMilli());
        List<String> old = new ArrayList<>();
        Optional<String> key = store.after(prefix).filter(it -> it.compareTo(limit) < 0);
        while (key.isPresent()) {
            old.add(key.get());
            key = store.after(key.get()).filter(it -> it.compareTo(limit) < 0);
        }
        List<V> removed = new ArrayList<>();
        for (String each : old.subList(0, Math.max(0, old.size() - before))) {
            store.get(each).ifPresent(removed::add);
            store.remove(each);
        }
        return removed;
    }

    /** Removes all slices of a queue or agent. */
    static <V> List<V> drop(SliceStore<V> store, String prefix) {
        List<V> removed = new ArrayList<>();
        Optional<String> key = store.after(prefix).filter(it -> it.startsWith(prefix));
        while (key.isPresent()) {
            store.get(key.get()).ifPresent(removed::add);
            store.remove(key.get());
            key = store.after(prefix).filter(it -> it.startsWith(prefix));
        }
        return removed;
    }
}
