package io.ringlog.relay;

import io.ringlog.media.rtp.RtpView;
import io.ringlog.relay.LegCounts.Of;
import java.nio.ByteBuffer;

/** One way between two legs: each packet goes on as it came, without a copy. */
final class Wire implements Sink, Source {
    private final Leg to;
    private final Rewrite rewrite;

    Wire(Leg from, Leg to) {
        this.to = to;
        RemoteMedia receiver = to.remote();
        this.rewrite = receiver == null ? Rewrite.NOTHING : new Rewrite(from.eventsIn(), receiver.payloads());
    }

    @Override
    public void take(Leg from, RtpView view, ByteBuffer packet) {
        TalkRecorder tape = to.taped();
        if (tape != null && to.receives()) {
            tape.told(from, view, packet);
        }
        if (to.hears() != this) {
            to.counts.one(Of.SUPPRESSED);
            return;
        }
        if (!to.receives()) {
            to.counts.one(Of.HELD);
            return;
        }
        Rewrite.Result result = rewrite.apply(view);
        if (result == Rewrite.Result.UNUSABLE) {
            to.counts.one(Of.SUPPRESSED);
            from.ears.hears(from, view, packet);
            return;
        }
        int bytes = packet.remaining();
        if (to.send(packet)) {
            to.counts.one(Of.FORWARDED);
            to.counts.add(Of.FORWARDED_BYTES, bytes);
            to.counts.add(Of.TRANSCODED, result == Rewrite.Result.TRANSCODED ? 1 : 0);
        }
    }

    @Override
    public void takeReport(ByteBuffer packet) {
        to.sendRtcp(packet);
    }
}
