package io.ringlog.topology;

import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.topology.views.LiveTrunk;
import io.ringlog.topology.views.TrunkQuality.Hour;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each trunk that is asked, registered at, or called by. */
final class TrunksProjector implements Projector {
    private LiveStore<LiveTrunk> trunks;

    @SuppressWarnings("NullAway.Init")
    TrunksProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        trunks = context.getStateStore(Names.TRUNKS);
        trunks.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof TrunkEvent of) {
            String key = Projector.key(event, of.trunkId());
            LiveTrunk before = trunks.get(key).orElseGet(() -> LiveTrunk.unknown(event.accountId(), of.trunkId()));
            trunks.set(key, before.after(of, event.at()));
        } else if (event.event() instanceof CallEvent of) {
            counted(event, of);
        }
    }

    private void counted(EventRecord event, CallEvent of) {
        switch (of) {
            case CallEvent.LegsRung it -> {
                SortedMap<String, Integer> rung = new TreeMap<>();
                it.legs().forEach(leg -> trunk(leg.party()).ifPresent(id -> rung.merge(id, 1, Integer::sum)));
                rung.forEach((id, legs) -> count(event, id, hour -> hour.rung(legs)));
            }
            case CallEvent.LegConnected it -> trunk(it.party()).ifPresent(id -> count(event, id, Hour::answeredOne));
            case CallEvent.LegLost it
            when !Boolean.TRUE.equals(it.answeredElsewhere()) ->
                trunk(it.party()).ifPresent(id -> count(event, id, hour -> hour.failed(it.status())));
            case CallEvent.CallEnded it -> talked(event, it.cdr());
            default -> {}
        }
    }

    private void talked(EventRecord event, Cdr cdr) {
        List<Cdr.OutsideLeg> legs = cdr.outsideLegs();
        SortedMap<String, Long> seconds = new TreeMap<>();
        for (Cdr.OutsideLeg leg : legs == null ? List.<Cdr.OutsideLeg>of() : legs) {
            Optional.ofNullable(leg.trunkId()).ifPresent(id -> seconds.merge(id, leg.billsec(), Long::sum));
        }
        seconds.forEach((id, talked) -> count(event, id, hour -> hour.talked(talked)));
    }

    private void count(EventRecord event, String trunkId, UnaryOperator<Hour> count) {
        String key = Projector.key(event, trunkId);
        LiveTrunk before = trunks.get(key).orElseGet(() -> LiveTrunk.unknown(event.accountId(), trunkId));
        trunks.set(key, Optional.of(before.counting(event.id(), event.at(), count)));
    }

    private static Optional<String> trunk(Party party) {
        return party instanceof Party.Trunk it ? Optional.of(it.trunkId()) : Optional.empty();
    }
}
