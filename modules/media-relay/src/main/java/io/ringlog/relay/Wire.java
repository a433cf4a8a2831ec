package io.ringlog.relay;

import io.ringlog.media.rtp.RtpView;
import io.ringlog.relay.LegCounts.Of;
import java.nio.ByteBuffer;

/** One way between two legs: each packet goes on without a copy, and as it came where nothing else was told before. */
final class Wire implements Sink, Source {
    private final Leg from;
    private final Leg to;
    private final Rewrite rewrite;

    Wire(Leg from, Leg to) {
        this.from = from;
        this.to = to;
        RemoteMedia receiver = to.remote();
        this.rewrite = receiver == null ? Rewrite.NOTHING : new Rewrite(from.eventsIn(), receiver.payloads());
    }

    @Override
    public void take(Leg speaker, RtpView view, ByteBuffer packet) {
        TalkRecorder tape = to.taped();
        if (tape != null && to.receives()) {
            tape.told(speaker, view, packet);
        }
        if (to.hears() != this) {
            to.counts.one(Of.SUPPRESSED);
            return;
        }
        if (!to.receives()) {
            to.counts.one(Of.HELD);
            return;
        }
        boolean isKey = view.payloadType() == speaker.eventsIn();
        Rewrite.Result result = rewrite.apply(view);
        if (result == Rewrite.Result.UNUSABLE) {
            to.counts.one(Of.SUPPRESSED);
            speaker.ears.hears(speaker, view, packet);
            return;
        }
        to.told.pass(speaker, view, isKey, to.guard() != null);
        int bytes = packet.remaining();
        if (to.send(packet)) {
            to.counts.one(Of.FORWARDED);
            to.counts.add(Of.FORWARDED_BYTES, bytes);
            to.counts.add(Of.TRANSCODED, result == Rewrite.Result.TRANSCODED ? 1 : 0);
        }
    }

    @Override
    public void takeReport(ByteBuffer packet) {
        to.told.report(packet);
        from.told.reportBack(packet);
        to.sendRtcp(packet);
    }
}
