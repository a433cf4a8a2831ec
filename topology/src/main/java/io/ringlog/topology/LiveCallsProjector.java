package io.ringlog.topology;

import io.ringlog.domain.journal.ConferenceEvent.ConferenceSpeakerChanged;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.LiveCall;
import io.ringlog.topology.views.LiveCallFold;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Keeps a row for each call in progress. */
final class LiveCallsProjector implements Projector {
    private LiveStore<LiveCall> calls;

    @SuppressWarnings("NullAway.Init")
    LiveCallsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        calls = context.getStateStore(Names.LIVE_CALLS);
        calls.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.callId() != null) {
            String key = Projector.key(event, event.callId());
            calls.set(key, LiveCallFold.after(calls.get(key), event));
        } else if (event.event() instanceof ConferenceSpeakerChanged changed) {
            speaks(event, changed.before(), false);
            speaks(event, changed.callId(), true);
        }
    }

    private void speaks(EventRecord event, @Nullable String callId, boolean speaks) {
        if (callId != null) {
            String key = Projector.key(event, callId);
            calls.set(key, calls.get(key).map(call -> LiveCallFold.speaks(call, speaks)));
        }
    }
}
