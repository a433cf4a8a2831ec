package io.ringlog.api.figures;

import io.ringlog.api.figures.Interval.Span;
import io.ringlog.domain.figures.Figures;
import io.ringlog.domain.figures.QueueSlice;
import io.ringlog.domain.figures.QueueSums;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the callers who came to a queue in one interval, and the key figures of that.
 *
 * @param complete whether the interval is over and was counted from its beginning
 * @param waiting offered who have not left yet
 * @param calledBack who came because a place was kept for them; not offered
 * @param deflected turned away at the door; not offered
 * @param answeredWithin answered who waited no longer than {@code sl_sec}
 * @param handled whose talk and wrap-up are over
 * @param calls where the calls are listed
 */
record QueueFigures(
        String queueId,
        Instant from,
        Instant until,
        boolean complete,
        int offered,
        int answered,
        int abandoned,
        int timeout,
        int noAgents,
        int routed,
        int callback,
        int closed,
        int waiting,
        int calledBack,
        int deflected,
        int answeredWithin,
        long answeredWaitMs,
        long longestWaitMs,
        long abandonedWaitMs,
        int handled,
        long talkMs,
        long holdMs,
        long wrapUpMs,
        long serviceLevelPct,
        long abandonRatePct,
        long asaMs,
        long abandonWaitMs,
        long ahtMs,
        String calls) {

    /** Of what each figure is made, by the names of the fields beside it; 0 where nothing divides. */
    static final SortedMap<String, String> FORMULAS = new TreeMap<>(Map.of(
            "service_level_pct", "round(100 * answered_within / offered)",
            "abandon_rate_pct", "round(100 * (abandoned + timeout) / offered)",
            "asa_ms", "round(answered_wait_ms / answered)",
            "abandon_wait_ms", "round(abandoned_wait_ms / (abandoned + timeout))",
            "aht_ms", "round((talk_ms + hold_ms + wrap_up_ms) / handled)"));

    /**
     * Those of one interval.
     *
     * @param complete whether it is over and was counted from its beginning
     */
    static QueueFigures of(String queueId, Span span, List<QueueSlice> slices, int slSec, boolean complete) {
        QueueSums sums = QueueSums.of(slices.stream()
                .filter(it -> span.holds(it.from()))
                .map(QueueSlice::sums)
                .toList());
        int gone = sums.left().values().stream().mapToInt(Integer::intValue).sum();
        return new QueueFigures(
                queueId,
                span.from(),
                span.until(),
                complete,
                sums.offered(),
                sums.left(QueueSums.ANSWERED),
                sums.left("abandoned"),
                sums.left("timeout"),
                sums.left("no_agents"),
                sums.left("routed"),
                sums.left("callback"),
                sums.left("closed"),
                sums.offered() - gone,
                sums.calledBack(),
                sums.deflected().values().stream().mapToInt(Integer::intValue).sum(),
                sums.answered().within(slSec),
                sums.answered().totalMs(),
                Math.max(sums.answered().longestMs(), sums.abandoned().longestMs()),
                sums.abandoned().totalMs(),
                sums.handled().callers(),
                sums.handled().talkMs(),
                sums.handled().holdMs(),
                sums.handled().wrapUpMs(),
                Figures.serviceLevelPct(sums, slSec),
                Figures.abandonRatePct(sums),
                Figures.asaMs(sums),
                Figures.abandonWaitMs(sums),
                Figures.ahtMs(sums),
                calls("queue", queueId, span));
    }

    /** Where the calls of an interval are listed. */
    static String calls(String of, String id, Span span) {
        return "/v1/calls?" + of + '=' + id + "&since=" + span.from().toEpochMilli() + "&until="
                + span.until().toEpochMilli();
    }
}
