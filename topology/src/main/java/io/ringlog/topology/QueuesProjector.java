package io.ringlog.topology;

import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.topology.views.LiveQueue;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
        switch (event.event()) {
            case QueueEvent it -> change(event, it.queueId(), queue -> queue.after(event, it));
            case CallEvent.CallEnded ended -> left(event, ended);
            case Event _ -> {}
        }
    }

    private void left(EventRecord event, CallEvent.CallEnded ended) {
        String queueId = ended.cdr().queueId();
        if (queueId != null) {
            change(event, queueId, queue -> queue.without(ended.callId()));
        }
    }

    private void change(EventRecord event, String queueId, UnaryOperator<LiveQueue> change) {
        String key = Projector.key(event, queueId);
        LiveQueue before = queues.get(key).orElseGet(() -> LiveQueue.empty(event.accountId(), queueId));
        queues.set(key, Optional.of(change.apply(before)));
    }
}
