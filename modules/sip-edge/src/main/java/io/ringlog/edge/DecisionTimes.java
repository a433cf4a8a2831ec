package io.ringlog.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long calls waited for their first decision, counted by bounds; of no call anything is kept. */
public final class DecisionTimes {
    private static final long[] BOUNDS_MICROS = {
        500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000
    };

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(BOUNDS_MICROS.length + 1L).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    /**
     * What was counted so far.
     *
     * @param upTo upper bounds in seconds, the last without end
     * @param counts how many fell between a bound and the one before it
     */
    public record Counted(List<Double> upTo, List<Long> counts, double sumSec) {}

    public void add(long waitedNanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(waitedNanos);
        int bucket = 0;
        while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(waitedNanos);
    }

    public Counted now() {
        List<Double> upTo = new ArrayList<>();
        for (long bound : BOUNDS_MICROS) {
            upTo.add(bound / 1e6);
        }
        upTo.add(Double.POSITIVE_INFINITY);
        List<Long> all = Stream.of(counts).map(LongAdder::sum).toList();
        return new Counted(upTo, all, nanos.sum() / 1e9);
    }
}
