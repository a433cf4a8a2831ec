package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.topology.views.LiveQueue;
import io.ringlog.topology.views.ViewCodecs;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each queue that ever had a caller. */
final class QueuesProjector implements Projector {
    private Rows<LiveQueue> queues;

    @SuppressWarnings("NullAway.Init")
    QueuesProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        queues = new Rows<>(ViewCodecs.LIVE_QUEUE, context.getStateStore(Names.QUEUES));
    }

    @Override
    public void see(EventRecord event) {
        if (event.event() instanceof QueueEvent of) {
            String key = Projector.key(event, of.queueId());
            LiveQueue before = queues.get(key).orElseGet(() -> LiveQueue.empty(event.account(), of.queueId()));
            queues.set(key, Optional.of(before.after(event, of)));
        }
    }
}
