package io.ringlog.topology;

import io.ringlog.domain.fraud.FraudCode;
import io.ringlog.domain.journal.Event.ConfigApplied;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.LiveFraud;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each fraud rule that has told of something or stops calls. */
final class FraudsProjector implements Projector {
    private LiveStore<LiveFraud> frauds;

    @SuppressWarnings("NullAway.Init")
    FraudsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        frauds = context.getStateStore(Names.FRAUDS);
        frauds.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof FraudEvent of) {
            String key = Projector.key(event, of.ruleId());
            frauds.set(key, after(of, event, frauds.get(key)));
        } else if (event.event() instanceof ConfigApplied(String rowId, var kind, var version, var removed)) {
            frauds.remove(Projector.key(event, rowId));
        }
    }

    private static Optional<LiveFraud> after(FraudEvent of, EventRecord event, Optional<LiveFraud> before) {
        var warned = before.map(LiveFraud::warned);
        var blocked = before.map(LiveFraud::blocked);
        return switch (of) {
            case FraudEvent.FraudSuspected it ->
                Optional.of(new LiveFraud(
                        it.ruleId(),
                        new LiveFraud.Warned(event.at(), it.watch(), it.measure(), it.warnAt(), it.callId()),
                        blocked.orElse(null)));
            case FraudEvent.FraudBlocked it ->
                Optional.of(new LiveFraud(
                        it.ruleId(),
                        warned.orElse(null),
                        new LiveFraud.Blocked(event.at(), it.until(), it.watch(), it.measure(), it.blockAt())));
            case FraudEvent.FraudBlockLifted it ->
                warned.filter(told -> it.code().equals(FraudCode.OVER.code()))
                        .map(told -> new LiveFraud(it.ruleId(), told, null));
        };
    }
}
