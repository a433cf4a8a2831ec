package io.ringlog.lab.load;

import java.util.Arrays;

/** Latencies in nanoseconds, kept one by one up to a fixed number, and their percentiles in milliseconds. */
public final class Latencies {

    private final long[] nanos;
    private int count;

    public Latencies(int most) {
        nanos = new long[most];
    }

    void add(long elapsedNanos) {
        if (count < nanos.length) {
            nanos[count++] = elapsedNanos;
        }
    }

    public int count() {
        return count;
    }

    /** The value that {@code share} of all stay under, in ms; not a number without any. */
    public double percentileMs(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1e6;
    }
}
