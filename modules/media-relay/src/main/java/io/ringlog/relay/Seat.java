package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.VoiceBuffer;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.relay.LegCounts.Of;
import java.nio.ByteBuffer;

/** One leg's place in a {@link Mix}: its voice goes in, what all others say comes out. */
final class Seat implements Sink, Source {
    final Leg leg;
    private final VoiceBuffer voice = new VoiceBuffer();
    private final short[] frame = new short[Frames.SAMPLES];
    private boolean speaks;
    /** Mean amplitude of the last tenths of a second, in 256ths. */
    private int loudness;

    Seat(Leg leg) {
        this.leg = leg;
    }

    /** Digits are not mixed: nobody could tell whose they are. */
    @Override
    public void take(Leg from, RtpView view, ByteBuffer packet) {
        G711 law = G711.of(view.payloadType());
        if (law != null) {
            voice.put(view.timestamp(), law, packet, view.payloadOffset(), view.payloadLength());
        } else {
            from.counts.one(Of.SUPPRESSED);
        }
    }

    /** Takes the leg's next frame, if it says anything. */
    void listen() {
        speaks = voice.take(frame);
        int sum = 0;
        for (int i = 0; speaks && i < frame.length; i++) {
            sum += Math.abs(frame[i]);
        }
        loudness += (((sum / frame.length) << 8) - loudness) >> 3;
    }

    /** How loud it has been in the last tenths of a second, as a mean amplitude: 0 to 32,767. */
    int loudness() {
        return loudness >> 8;
    }

    boolean speaks() {
        return speaks;
    }

    short[] frame() {
        return frame;
    }
}
