package io.ringlog.api.figures;

import io.ringlog.api.figures.Interval.Span;
import io.ringlog.domain.figures.AgentSlice;
import io.ringlog.domain.figures.AgentSums;
import io.ringlog.domain.figures.Figures;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an agent did in one interval, by the nine buckets, and the key figures of that.
 *
 * @param complete whether the interval is over and was counted from its beginning
 * @param loggedInMs all buckets but {@code offline}
 * @param offered callers they were held for
 * @param answered callers they talked with
 * @param missed offers that count as missed
 * @param calls where their calls are listed
 */
record AgentFigures(
        String userId,
        Instant from,
        Instant until,
        boolean complete,
        long extcallMs,
        long incallMs,
        long offlineMs,
        long unreachableMs,
        long ringMs,
        long pausedMs,
        long wrapupMs,
        long readyMs,
        long idleMs,
        long loggedInMs,
        int offered,
        int answered,
        int missed,
        long occupancyPct,
        long utilizationPct,
        long ahtMs,
        String calls) {

    /** Of what each figure is made, by the names of the fields beside it; 0 where nothing divides. */
    static final SortedMap<String, String> FORMULAS = new TreeMap<>(Map.of(
            "occupancy_pct", "round(100 * (incall_ms + wrapup_ms) / (incall_ms + wrapup_ms + ready_ms))",
            "utilization_pct", "round(100 * (incall_ms + wrapup_ms) / logged_in_ms)",
            "aht_ms", "round((incall_ms + wrapup_ms) / answered)"));

    /**
     * Those of one interval.
     *
     * @param until how far it has come
     * @param complete whether it is over and was counted from its beginning
     */
    static AgentFigures of(String userId, Span span, List<AgentSlice> slices, Instant until, boolean complete) {
        AgentSums sums = AgentSums.of(slices, span.from(), until);
        return new AgentFigures(
                userId,
                span.from(),
                span.until(),
                complete,
                sums.ms(Bucket.EXTCALL),
                sums.ms(Bucket.INCALL),
                sums.ms(Bucket.OFFLINE),
                sums.ms(Bucket.UNREACHABLE),
                sums.ms(Bucket.RING),
                sums.ms(Bucket.PAUSED),
                sums.ms(Bucket.WRAPUP),
                sums.ms(Bucket.READY),
                sums.ms(Bucket.IDLE),
                sums.loggedInMs(),
                sums.offered(),
                sums.answered(),
                sums.missed(),
                Figures.occupancyPct(sums),
                Figures.utilizationPct(sums),
                Figures.ahtMs(sums),
                QueueFigures.calls("user", userId, span));
    }
}
