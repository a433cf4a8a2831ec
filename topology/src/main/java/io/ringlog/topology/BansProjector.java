package io.ringlog.topology;

import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.SecurityEvent;
import io.ringlog.topology.views.LiveBan;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Keeps a row for each network that is banned. */
final class BansProjector implements Projector {
    private LiveStore<LiveBan> bans;

    @SuppressWarnings("NullAway.Init")
    BansProjector() {}

    @Override
    public void open(ProcessorContext<?, ?> context) {
        bans = context.getStateStore(Names.BANS);
        bans.wake();
    }

    @Override
    public void see(EventRecord event, byte[] bytes) {
        if (event.event() instanceof SecurityEvent.OfBan of) {
            String key = Projector.key(event, of.network());
            bans.set(key, after(of, event, bans.get(key)));
        }
    }

    private static Optional<LiveBan> after(SecurityEvent.OfBan of, EventRecord event, Optional<LiveBan> before) {
        return switch (of) {
            case SecurityEvent.SourceBanned it ->
                Optional.of(new LiveBan(
                        it.banId(), it.network(), it.code(), it.text(), event.at(), it.until(), it.actor(), 0));
            case SecurityEvent.BanHeld it -> before.map(ban -> ban.dropped(it.dropped()));
            case SecurityEvent.BanLifted _ -> Optional.empty();
        };
    }
}
