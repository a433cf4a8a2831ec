package io.ringlog.edge;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Numbers that only grow, by name; what they mean is said where they are counted. */
public final class EdgeCounters {

    /** What stands between a name and its word. */
    public static final char WORD = '/';

    private static final int NAMES_MOST = 150;

    private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

    public void add(String name) {
        byName.computeIfAbsent(name, any -> new LongAdder()).increment();
    }

    public void add(String name, long amount) {
        byName.computeIfAbsent(name, any -> new LongAdder()).add(amount);
    }

    /**
     * Counts under a name and a word of few, as the code of a rule; when there are very many names, as {@code other}.
     */
    public void add(String name, String word) {
        String known = name + WORD + word;
        boolean fits = byName.containsKey(known) || byName.size() < NAMES_MOST;
        add(fits ? known : name + WORD + "other");
    }

    public long get(String name) {
        LongAdder adder = byName.get(name);
        return adder == null ? 0 : adder.sum();
    }

    /** All of them, by name. */
    public SortedMap<String, Long> all() {
        SortedMap<String, Long> sums = new TreeMap<>();
        byName.forEach((name, adder) -> sums.put(name, adder.sum()));
        return sums;
    }
}
