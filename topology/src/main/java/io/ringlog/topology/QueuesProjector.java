package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.topology.views.LiveQueue;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each queue that ever had a caller. */
final class QueuesProjector implements Projector {
    private LiveStore<LiveQueue> queues;

    @SuppressWarnings("NullAway.Init")
    QueuesProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        queues = context.getStateStore(Names.QUEUES);
        queues.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof QueueEvent of) {
            String key = Projector.key(event, of.queueId());
            LiveQueue before = queues.get(key).orElseGet(() -> LiveQueue.empty(event.account(), of.queueId()));
            queues.set(key, Optional.of(before.after(event, of)));
        }
    }
}
