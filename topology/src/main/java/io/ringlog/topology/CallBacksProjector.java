package io.ringlog.topology;

import io.ringlog.domain.journal.CallBackEvent.CallBackAsked;
import io.ringlog.domain.journal.CallBackEvent.CallBackOver;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.LiveCallBack;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each user who waits for somebody to be free; as many as the brain lets wait. */
final class CallBacksProjector implements Projector {
    private LiveStore<LiveCallBack> callBacks;

    @SuppressWarnings("NullAway.Init")
    CallBacksProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        callBacks = context.getStateStore(Names.CALL_BACKS);
        callBacks.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof CallBackAsked it) {
            callBacks.put(
                    Projector.key(event, it.userId()),
                    new LiveCallBack(it.userId(), it.calleeId(), it.dialled(), event.at(), it.until()));
        } else if (event.event() instanceof CallBackOver it) {
            callBacks.remove(Projector.key(event, it.userId()));
        }
    }
}
