package io.ringlog.domain.figures;

import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Callers who came to a queue within one slice of time.
 *
 * @param from when it begins
 * @param seen the newest event that was counted; empty for none
 * @param waiting those who have not left yet, by call
 * @param handled what agents do for those who have, by agent, while it is not over
 */
public record QueueSlice(
        String accountId,
        String queueId,
        Instant from,
        String seen,
        QueueSums sums,
        SortedMap<String, Waiting> waiting,
        SortedMap<String, Handling> handled) {

    /**
     * A caller who has not left.
     *
     * @param calledBack whether a place was kept for them
     * @param waitedMs until an agent answered; null while none has
     */
    public record Waiting(boolean calledBack, @Nullable Long waitedMs) {}

    public QueueSlice {
        waiting = Collections.unmodifiableSortedMap(new TreeMap<>(waiting));
        handled = Collections.unmodifiableSortedMap(new TreeMap<>(handled));
    }

    static QueueSlice empty(String accountId, String queueId, Instant from) {
        return new QueueSlice(
                accountId,
                queueId,
                from,
                "",
                QueueSums.NONE,
                Collections.emptySortedMap(),
                Collections.emptySortedMap());
    }

    /** With one more event counted, unless it was before. */
    QueueSlice after(String eventId, UnaryOperator<QueueSlice> change) {
        return Outgoing.isLater(eventId, seen) ? change.apply(this).with(eventId) : this;
    }

    private QueueSlice with(String eventId) {
        return new QueueSlice(accountId, queueId, from, eventId, sums, waiting, handled);
    }

    private QueueSlice with(
            QueueSums more, SortedMap<String, Waiting> nowWaiting, SortedMap<String, Handling> nowHandled) {
        return new QueueSlice(accountId, queueId, from, seen, sums.plus(more), nowWaiting, nowHandled);
    }

    /** Whoever is called back is there already when they are queued. */
    QueueSlice queued(String callId) {
        return waiting.containsKey(callId)
                ? this
                : with(QueueSums.OFFERED, and(waiting, callId, new Waiting(false, null)), handled);
    }

    QueueSlice calledBack(String callId) {
        return with(QueueSums.CALLED_BACK, and(waiting, callId, new Waiting(true, null)), handled);
    }

    QueueSlice deflected(String exit) {
        return with(QueueSums.deflected(exit), waiting, handled);
    }

    QueueSlice confirmed(String callId, long waitedMs) {
        return Optional.ofNullable(waiting.get(callId))
                .map(it -> with(QueueSums.NONE, and(waiting, callId, new Waiting(it.calledBack(), waitedMs)), handled))
                .orElse(this);
    }

    QueueSlice left(CallerLeftQueue how, Instant at) {
        Waiting caller = waiting.get(how.callId());
        if (caller == null) {
            return this;
        }
        String userId = how.userId();
        Long toAnswer = caller.waitedMs();
        long waited = userId == null || toAnswer == null ? how.waitedMs() : toAnswer;
        return with(
                caller.calledBack() ? QueueSums.NONE : QueueSums.left(how.disposition(), waited),
                without(waiting, how.callId()),
                userId == null ? handled : and(handled, userId, Handling.begun(how.callId(), at)));
    }

    QueueSlice held(LegHoldChanged how, Instant at) {
        SortedMap<String, Handling> next = new TreeMap<>(handled);
        next.replaceAll((_, it) -> it.callId().equals(how.callId()) ? it.held(how.legId(), how.held(), at) : it);
        return with(QueueSums.NONE, waiting, next);
    }

    QueueSlice parted(String userId, Instant at) {
        return Optional.ofNullable(handled.get(userId))
                .map(it -> with(QueueSums.NONE, waiting, and(handled, userId, it.parted(at))))
                .orElse(this);
    }

    QueueSlice over(String userId, Instant at) {
        return Optional.ofNullable(handled.get(userId))
                .map(it -> with(QueueSums.of(it.over(at)), waiting, without(handled, userId)))
                .orElse(this);
    }

    private static <V> SortedMap<String, V> and(SortedMap<String, V> those, String key, V value) {
        SortedMap<String, V> next = new TreeMap<>(those);
        next.put(key, value);
        return next;
    }

    private static <V> SortedMap<String, V> without(SortedMap<String, V> those, String key) {
        SortedMap<String, V> next = new TreeMap<>(those);
        next.remove(key);
        return next;
    }
}
