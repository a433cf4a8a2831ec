package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.Bucket;

/** The key figures by their formulas (REFERENCE sections 7.1, 7.2 and 11.9); whole numbers, 0 where nothing divides. */
public final class Figures {

    private Figures() {}

    /** Those offered who were answered within so many seconds, of a hundred offered, however they left. */
    public static long serviceLevelPct(QueueSums sums, int withinSec) {
        return percent(sums.answered().within(withinSec), sums.offered());
    }

    /** Those offered who hung up or had waited for too long, of a hundred offered. */
    public static long abandonRatePct(QueueSums sums) {
        return percent(sums.abandoned().count(), sums.offered());
    }

    /** The mean wait to the answer. */
    public static long asaMs(QueueSums sums) {
        return mean(sums.answered().totalMs(), sums.answered().count());
    }

    /** The mean wait of those who hung up or had waited for too long. */
    public static long abandonWaitMs(QueueSums sums) {
        return mean(sums.abandoned().totalMs(), sums.abandoned().count());
    }

    /** The mean time of an agent for a caller: talk, hold and wrap-up. */
    public static long ahtMs(QueueSums sums) {
        Handled it = sums.handled();
        return mean(it.talkMs() + it.holdMs() + it.wrapUpMs(), it.callers());
    }

    /** On calls of queues and after them, of a hundred of that and of being ready. */
    public static long occupancyPct(AgentSums sums) {
        return percent(sums.handleMs(), sums.handleMs() + sums.ms(Bucket.READY));
    }

    /** On calls of queues and after them, of a hundred of being logged in. */
    public static long utilizationPct(AgentSums sums) {
        return percent(sums.handleMs(), sums.loggedInMs());
    }

    /** The mean time for a caller whom they talked with. */
    public static long ahtMs(AgentSums sums) {
        return mean(sums.handleMs(), sums.answered());
    }

    private static long percent(long part, long whole) {
        return whole == 0 ? 0 : Math.round(100.0 * part / whole);
    }

    private static long mean(long sum, long count) {
        return count == 0 ? 0 : Math.round((double) sum / count);
    }
}
