package io.ringlog.topology;

import io.ringlog.domain.journal.ChannelEvent;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.topology.views.LiveChannels;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each ceiling that an account holds channels of, and for each account that was lent some. */
final class ChannelsProjector implements Projector {
    private LiveStore<LiveChannels> channels;

    @SuppressWarnings("NullAway.Init")
    ChannelsProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        channels = context.getStateStore(Names.CHANNELS);
        channels.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof ChannelEvent it) {
            switch (it) {
                case ChannelEvent.ChannelsHeld held ->
                    set(event, "held/" + held.of(), new LiveChannels(held.of(), null, held.held()));
                case ChannelEvent.ChannelsLent lent ->
                    set(event, "lent/" + lent.to(), new LiveChannels(null, lent.to(), lent.granted()));
            }
        }
    }

    private void set(EventRecord event, String id, LiveChannels row) {
        channels.set(Projector.key(event, id), Optional.of(row).filter(it -> it.channels() > 0));
    }
}
