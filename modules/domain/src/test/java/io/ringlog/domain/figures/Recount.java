package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.QueueEvent.AgentConfirmed;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The figures of one account by their definitions, looking through all its events again for each. */
final class Recount {
    private final List<EventRecord> events;

    Recount(List<EventRecord> events) {
        this.events = events;
    }

    /** Where in the events somebody came to the queue in that time, and was not called back. */
    private IntStream offered(String queueId, Instant from, Instant until) {
        return came(queueId, from, until).filter(i -> !isCalledBack(i));
    }

    private IntStream came(String queueId, Instant from, Instant until) {
        return IntStream.range(0, events.size())
                .filter(i -> events.get(i).event() instanceof CallerQueued it
                        && it.queueId().equals(queueId))
                .filter(i -> isIn(events.get(i).at(), from, until));
    }

    private static boolean isIn(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    private boolean isCalledBack(int i) {
        CallerQueued came = (CallerQueued) events.get(i).event();
        return IntStream.range(0, i)
                .filter(j -> events.get(j).causation().equals(events.get(i).causation()))
                .anyMatch(j -> events.get(j).event() instanceof PlaceJoined it
                        && came.callId().equals(it.callId()));
    }

    private <E> Optional<Integer> next(int after, Class<E> type, Predicate<E> which) {
        return IntStream.range(after + 1, events.size())
                .boxed()
                .filter(i -> type.isInstance(events.get(i).event())
                        && which.test(type.cast(events.get(i).event())))
                .findFirst();
    }

    private Optional<Integer> end(int came) {
        CallerQueued it = (CallerQueued) events.get(came).event();
        return next(
                came,
                CallerLeftQueue.class,
                left -> left.callId().equals(it.callId()) && left.queueId().equals(it.queueId()));
    }

    private CallerLeftQueue left(int i) {
        return (CallerLeftQueue) events.get(i).event();
    }

    int offeredCount(String queueId, Instant from, Instant until) {
        return (int) offered(queueId, from, until).count();
    }

    SortedMap<String, Integer> dispositions(String queueId, Instant from, Instant until) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        offered(queueId, from, until)
                .boxed()
                .flatMap(i -> end(i).stream())
                .forEach(i -> counts.merge(left(i).disposition(), 1, Integer::sum));
        return counts;
    }

    /** The waits of those who left so, to the answer or to the end. */
    List<Long> waits(String queueId, Instant from, Instant until, Set<String> dispositions) {
        return offered(queueId, from, until)
                .boxed()
                .flatMap(
                        came -> end(came)
                                .filter(i -> dispositions.contains(left(i).disposition()))
                                .map(i -> waited(came, i))
                                .stream())
                .toList();
    }

    private long waited(int came, int end) {
        CallerLeftQueue left = left(end);
        Optional<Long> toAnswer = IntStream.range(came, end)
                .mapToObj(i -> events.get(i).event())
                .filter(AgentConfirmed.class::isInstance)
                .map(AgentConfirmed.class::cast)
                .filter(it -> it.callId().equals(left.callId()) && it.queueId().equals(left.queueId()))
                .reduce((one, other) -> other)
                .map(AgentConfirmed::waitedMs);
        return left.userId() == null ? left.waitedMs() : toAnswer.orElse(left.waitedMs());
    }

    /** Talk and hold and wrap-up of all that were answered, in milliseconds, and how many are over. */
    Handled handled(String queueId, Instant from, Instant until) {
        return came(queueId, from, until)
                .boxed()
                .flatMap(i -> end(i).stream())
                .filter(i -> left(i).userId() != null)
                .flatMap(i -> handled(i).stream())
                .reduce(Handled.NONE, Handled::plus);
    }

    private Optional<Handled> handled(int answered) {
        String userId = Objects.requireNonNull(left(answered).userId());
        Optional<Integer> parted = next(
                answered, AgentStateChanged.class, it -> it.userId().equals(userId) && it.state() != Activity.IN_CALL);
        Optional<Integer> over = parted.flatMap(i -> next(
                i - 1,
                AgentStateChanged.class,
                it -> it.userId().equals(userId) && it.state() != Activity.WRAP_UP && it.state() != Activity.IN_CALL));
        return over.map(last -> {
            long held = held(answered, parted.get());
            long together = ms(answered, parted.get());
            return new Handled(1, together - held, held, ms(parted.get(), last));
        });
    }

    private long held(int from, int until) {
        String callId = left(from).callId();
        Set<String> holding = new HashSet<>();
        long held = 0;
        for (int i = from + 1; i <= until; i++) {
            held += holding.isEmpty() ? 0 : ms(i - 1, i);
            if (events.get(i).event() instanceof LegHoldChanged it
                    && it.callId().equals(callId)) {
                if (it.held()) {
                    holding.add(it.legId());
                } else {
                    holding.remove(it.legId());
                }
            }
        }
        return held;
    }

    private long ms(int from, int until) {
        return Duration.between(events.get(from).at(), events.get(until).at()).toMillis();
    }

    /** How long an agent was in a bucket. */
    long statusMs(String userId, Bucket bucket, Instant from, Instant until) {
        List<EventRecord> changes = changes(userId).toList();
        long ms = 0;
        Bucket does = Bucket.OFFLINE;
        Instant since = from;
        for (EventRecord change : changes) {
            Instant at = change.at().isBefore(from) ? from : change.at().isAfter(until) ? until : change.at();
            ms += does == bucket ? Duration.between(since, at).toMillis() : 0;
            since = at;
            does = ((AgentStateChanged) change.event()).bucket();
        }
        return ms + (does == bucket ? Duration.between(since, until).toMillis() : 0);
    }

    private Stream<EventRecord> changes(String userId) {
        return events.stream()
                .filter(it -> it.event() instanceof AgentStateChanged change
                        && change.userId().equals(userId));
    }
}
