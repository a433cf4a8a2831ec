package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an agent did from one moment to another.
 *
 * @param statusMs how long they were in each bucket; every one of them is there
 */
public record AgentSums(SortedMap<Bucket, Long> statusMs, int offered, int answered, int missed) {

    public AgentSums {
        statusMs = Collections.unmodifiableSortedMap(new TreeMap<>(statusMs));
    }

    /**
     * Sums up.
     *
     * @param slices of one agent, the earliest first; those before tell what the agent did as the time begins
     * @param from where a slice may begin
     * @param until where a slice may begin, or later than every change
     */
    public static AgentSums of(List<AgentSlice> slices, Instant from, Instant until) {
        Sum sum = new Sum(from);
        slices.stream().filter(it -> it.from().isBefore(until)).forEach(sum::add);
        return sum.until(until);
    }

    public long ms(Bucket bucket) {
        return statusMs.getOrDefault(bucket, 0L);
    }

    /** Every bucket but offline. */
    public long loggedInMs() {
        return statusMs.values().stream().mapToLong(Long::longValue).sum() - ms(Bucket.OFFLINE);
    }

    /** On calls of queues, and after them. */
    public long handleMs() {
        return ms(Bucket.INCALL) + ms(Bucket.WRAPUP);
    }

    /** How far it is summed up. */
    private static final class Sum {
        private final Instant from;
        private final SortedMap<Bucket, Long> ms = new TreeMap<>();
        private Bucket does = Bucket.OFFLINE;
        private Instant since;
        private int offered;
        private int answered;
        private int missed;

        Sum(Instant from) {
            this.from = from;
            this.since = from;
            List.of(Bucket.values()).forEach(bucket -> ms.put(bucket, 0L));
        }

        void add(AgentSlice slice) {
            if (!slice.from().isBefore(from)) {
                offered += slice.offered();
                answered += slice.answered();
                missed += slice.missed();
                if (slice.firstAt() != null && slice.lastAt() != null) {
                    lasts(slice.firstAt());
                    slice.ms().forEach((bucket, more) -> ms.merge(bucket, more, Long::sum));
                    since = slice.lastAt();
                }
            }
            does = slice.bucket() == null ? does : slice.bucket();
        }

        AgentSums until(Instant end) {
            lasts(end);
            return new AgentSums(ms, offered, answered, missed);
        }

        private void lasts(Instant end) {
            ms.merge(does, Math.max(0, Duration.between(since, end).toMillis()), Long::sum);
        }
    }
}
