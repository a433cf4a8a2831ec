package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an agent did within one slice of time. What they did before their first change in it follows from the slice
 * before, and what after their last from the last.
 *
 * @param from when it begins
 * @param seen the newest event that was counted; empty for none
 * @param firstAt their first change in it; null for none
 * @param lastAt their last
 * @param bucket what they do since then
 * @param ms how long they did what, by bucket, between the first change and the last
 * @param offered callers they were held for
 * @param answered callers they talked with
 * @param missed offers that count as missed
 */
public record AgentSlice(
        String accountId,
        String userId,
        Instant from,
        String seen,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        @Nullable Bucket bucket,
        SortedMap<Bucket, Long> ms,
        int offered,
        int answered,
        int missed) {

    public AgentSlice {
        ms = Collections.unmodifiableSortedMap(new TreeMap<>(ms));
    }

    static AgentSlice empty(String accountId, String userId, Instant from) {
        return new AgentSlice(accountId, userId, from, "", null, null, null, Collections.emptySortedMap(), 0, 0, 0);
    }

    /** With one more event counted, unless it was before. */
    AgentSlice after(String eventId, UnaryOperator<AgentSlice> change) {
        return Outgoing.isLater(eventId, seen) ? change.apply(this).with(eventId) : this;
    }

    private AgentSlice with(String eventId) {
        return new AgentSlice(accountId, userId, from, eventId, firstAt, lastAt, bucket, ms, offered, answered, missed);
    }

    AgentSlice does(Bucket now, Instant at) {
        SortedMap<Bucket, Long> next = new TreeMap<>(ms);
        if (bucket != null && lastAt != null) {
            next.merge(bucket, Duration.between(lastAt, at).toMillis(), Long::sum);
        }
        Instant first = firstAt == null ? at : firstAt;
        return new AgentSlice(accountId, userId, from, seen, first, at, now, next, offered, answered, missed);
    }

    AgentSlice offeredOne() {
        return counting(1, 0, 0);
    }

    AgentSlice answeredOne() {
        return counting(0, 1, 0);
    }

    AgentSlice missedOne() {
        return counting(0, 0, 1);
    }

    private AgentSlice counting(int moreOffered, int moreAnswered, int moreMissed) {
        return new AgentSlice(
                accountId,
                userId,
                from,
                seen,
                firstAt,
                lastAt,
                bucket,
                ms,
                offered + moreOffered,
                answered + moreAnswered,
                missed + moreMissed);
    }
}
