package io.ringlog.domain.figures;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long callers waited who left a queue in the same way.
 *
 * @param afterSec how many left within so many whole seconds, but not within one less; those of more than
 *     {@link #MOST_SEC} are together under the next
 */
public record Waits(SortedMap<Integer, Integer> afterSec, long totalMs, long longestMs) {

    /** Waits longer than this are not told apart. */
    public static final int MOST_SEC = 600;

    static final Waits NONE = new Waits(Collections.emptySortedMap(), 0, 0);

    public Waits {
        afterSec = Collections.unmodifiableSortedMap(new TreeMap<>(afterSec));
    }

    static Waits one(long ms) {
        int sec = (int) Math.min(MOST_SEC + 1L, Math.ceilDiv(ms, 1_000));
        return new Waits(new TreeMap<>(Collections.singletonMap(sec, 1)), ms, ms);
    }

    Waits plus(Waits more) {
        SortedMap<Integer, Integer> sum = new TreeMap<>(afterSec);
        more.afterSec.forEach((sec, callers) -> sum.merge(sec, callers, Integer::sum));
        return new Waits(sum, totalMs + more.totalMs, Math.max(longestMs, more.longestMs));
    }

    public int count() {
        return sum(afterSec);
    }

    /** How many waited no longer than so many seconds, {@link #MOST_SEC} at most. */
    public int within(int sec) {
        return sum(afterSec.headMap(sec + 1));
    }

    private static int sum(SortedMap<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
