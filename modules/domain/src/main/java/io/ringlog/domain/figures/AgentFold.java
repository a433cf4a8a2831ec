package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.QueueEvent.AgentClaimed;
import io.ringlog.domain.journal.QueueEvent.AgentReserved;
import io.ringlog.domain.journal.QueueEvent.OfferMissed;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Folds what agents do into slices of one width. The slices are all it goes by. */
public final class AgentFold {

    /** Why an offer came to nothing without the agent having missed it. */
    private static final Set<String> NO_MISS = Set.of(
            QueueEvent.ANSWERED_ELSEWHERE,
            QueueEvent.NOT_RUNG,
            QueueEvent.CALLER_CHOSE,
            QueueEvent.NOT_REACHED,
            QueueEvent.CALLER_TAKEN,
            QueueEvent.WITHDRAWN);

    private final SliceStore<AgentSlice> slices;
    private final Cut cut;

    public AgentFold(SliceStore<AgentSlice> slices, Cut cut) {
        this.slices = slices;
        this.cut = cut;
    }

    /** Folds one event; the same again changes nothing. */
    public void see(EventRecord record) {
        switch (record.event()) {
            case AgentStateChanged it -> count(record, it.userId(), slice -> slice.does(it.bucket(), record.at()));
            case AgentReserved it -> count(record, it.userId(), AgentSlice::offeredOne);
            case AgentClaimed it -> count(record, it.userId(), AgentSlice::answeredOne);
            case OfferMissed it when !NO_MISS.contains(it.why()) -> count(record, it.userId(), AgentSlice::missedOne);
            case ConfigApplied it
            when it.removed() && it.kind().equals("SipUser") ->
                Cut.drop(slices, Cut.prefix(record.accountId(), it.rowId()));
            case Event _ -> {}
        }
    }

    /** The newest of the old slices stays: it tells what the agent did when those begin that are kept. */
    private void count(EventRecord record, String userId, UnaryOperator<AgentSlice> change) {
        var from = cut.start(record.at());
        String key = Cut.key(record.accountId(), userId, from);
        AgentSlice before = slices.get(key).orElseGet(() -> AgentSlice.empty(record.accountId(), userId, from));
        slices.put(key, before.after(record.id(), change));
        cut.trim(slices, Cut.prefix(record.accountId(), userId), from, 1);
    }
}
