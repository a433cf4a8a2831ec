package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.topology.views.LiveTrunk;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each trunk of which something is known beside its calls. */
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
        }
    }
}
