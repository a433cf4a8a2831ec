package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.CallEvent.LegHoldChanged;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.PlaceEvent.PlaceJoined;
import io.ringlog.domain.journal.QueueEvent.AgentConfirmed;
import io.ringlog.domain.journal.QueueEvent.CallerDeflected;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Folds what becomes of callers in queues into slices of one width. The slices are all it goes by: what it remembers
 * besides only finds them.
 */
public final class QueueFold {

    private final SliceStore<QueueSlice> slices;
    private final Cut cut;
    /** Account, queue and call of who waits. */
    private final SliceIndex waiting = new SliceIndex();
    /** Account and agent whose handling of a caller is not over. */
    private final SliceIndex agents = new SliceIndex();
    /** Account and call of a caller whom an agent handles. */
    private final SliceIndex calls = new SliceIndex();

    public QueueFold(SliceStore<QueueSlice> slices, Cut cut) {
        this.slices = slices;
        this.cut = cut;
        slices.all().forEach(this::index);
    }

    /** Folds one event; the same again changes nothing. */
    public void see(EventRecord record) {
        switch (record.event()) {
            case PlaceJoined it -> {
                String callId = it.callId();
                came(record, it.queueId(), callId, slice -> slice.calledBack(callId));
            }
            case CallerQueued it -> came(record, it.queueId(), it.callId(), slice -> slice.queued(it.callId()));
            case CallerDeflected it -> {
                Instant from = cut.start(record.at());
                count(record, it.queueId(), from, slice -> slice.deflected(it.exit()));
            }
            case AgentConfirmed it -> {
                Set<String> keys = waiting.of(place(record.accountId(), it.queueId(), it.callId()));
                first(record, keys, slice -> slice.confirmed(it.callId(), it.waitedMs()));
            }
            case CallerLeftQueue it -> left(record, it);
            case LegHoldChanged it ->
                calls.of(of(record.accountId(), it.callId()))
                        .forEach(key -> count(record, key, slice -> slice.held(it, record.at())));
            case AgentStateChanged it when it.state() != Activity.IN_CALL -> agent(record, it);
            case ConfigApplied it
            when it.removed() && it.kind().equals("Queue") ->
                Cut.drop(slices, Cut.prefix(record.accountId(), it.rowId())).forEach(this::forget);
            case Event _ -> {}
        }
    }

    private void came(EventRecord record, String queueId, String callId, UnaryOperator<QueueSlice> change) {
        Instant from = cut.start(record.at());
        if (count(record, queueId, from, change)) {
            waiting.add(place(record.accountId(), queueId, callId), Cut.key(record.accountId(), queueId, from));
        }
    }

    private void left(EventRecord record, CallerLeftQueue it) {
        String place = place(record.accountId(), it.queueId(), it.callId());
        first(record, waiting.of(place), slice -> slice.left(it, record.at())).ifPresent(key -> {
            waiting.remove(place, key);
            String userId = it.userId();
            if (userId != null) {
                agents.add(of(record.accountId(), userId), key);
                calls.add(of(record.accountId(), it.callId()), key);
            }
        });
    }

    private void agent(EventRecord record, AgentStateChanged it) {
        for (String key : agents.of(of(record.accountId(), it.userId()))) {
            if (it.state() == Activity.WRAP_UP) {
                count(record, key, slice -> slice.parted(it.userId(), record.at()));
            } else {
                Optional<QueueSlice> before = slices.get(key);
                if (count(record, key, slice -> slice.over(it.userId(), record.at()))) {
                    before.ifPresent(slice -> done(slice, it.userId()));
                }
            }
        }
    }

    /** Changes the earliest of these slices that has not counted the event yet, and says which that was. */
    private Optional<String> first(EventRecord record, Set<String> keys, UnaryOperator<QueueSlice> change) {
        return keys.stream().filter(key -> count(record, key, change)).findFirst();
    }

    /** Changes a slice that is there; whether it was counted now, and not before. */
    private boolean count(EventRecord record, String key, UnaryOperator<QueueSlice> change) {
        Optional<QueueSlice> before = slices.get(key);
        Optional<QueueSlice> after = before.map(it -> it.after(record.id(), change));
        after.ifPresent(it -> slices.put(key, it));
        return !after.equals(before);
    }

    /** Changes a slice that may be new; whether it was counted now, and not before. */
    private boolean count(EventRecord record, String queueId, Instant from, UnaryOperator<QueueSlice> change) {
        String account = record.accountId();
        String key = Cut.key(account, queueId, from);
        QueueSlice before = slices.get(key).orElseGet(() -> QueueSlice.empty(account, queueId, from));
        QueueSlice after = before.after(record.id(), change);
        slices.put(key, after);
        cut.trim(slices, Cut.prefix(account, queueId), from, 0).forEach(this::forget);
        return !after.equals(before);
    }

    private void index(QueueSlice slice) {
        String key = key(slice);
        slice.waiting().keySet().forEach(call -> waiting.add(place(slice.accountId(), slice.queueId(), call), key));
        slice.handled().forEach((userId, it) -> {
            agents.add(of(slice.accountId(), userId), key);
            calls.add(of(slice.accountId(), it.callId()), key);
        });
    }

    private void forget(QueueSlice slice) {
        String key = key(slice);
        slice.waiting().keySet().forEach(call -> waiting.remove(place(slice.accountId(), slice.queueId(), call), key));
        slice.handled().keySet().forEach(userId -> done(slice, userId));
    }

    private void done(QueueSlice slice, String userId) {
        agents.remove(of(slice.accountId(), userId), key(slice));
        Optional.ofNullable(slice.handled().get(userId))
                .ifPresent(it -> calls.remove(of(slice.accountId(), it.callId()), key(slice)));
    }

    private static String key(QueueSlice slice) {
        return Cut.key(slice.accountId(), slice.queueId(), slice.from());
    }

    private static String of(String account, String id) {
        return account + '/' + id;
    }

    private static String place(String account, String queueId, String callId) {
        return account + '/' + queueId + '/' + callId;
    }
}
