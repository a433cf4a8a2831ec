package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.VoiceBuffer;
import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Puts what a leg says on a tape, frame by frame in real time: one more link of its path. G.711 only. */
final class Recorder implements Sink, Beat {
    private final Engine engine;
    private final Leg leg;
    private final Tape tape;
    private final VoiceBuffer voice = new VoiceBuffer();
    private final short[] frame = new short[Frames.SAMPLES];

    Recorder(Engine engine, Leg leg, Tape tape) {
        this.engine = engine;
        this.leg = leg;
        this.tape = tape;
    }

    @Override
    public void take(Leg from, RtpView view, ByteBuffer packet) {
        int type = view.payloadType();
        if (type == G711.PCMU.payloadType() || type == G711.PCMA.payloadType()) {
            G711 law = type == G711.PCMU.payloadType() ? G711.PCMU : G711.PCMA;
            voice.put(view.timestamp(), law, packet, view.payloadOffset(), view.payloadLength());
        }
    }

    @Override
    public void frame() {
        if (!voice.take(frame)) {
            Arrays.fill(frame, (short) 0);
        }
        if (!tape.frame(frame)) {
            end();
        }
    }

    /** What was said meanwhile is lost: a stall leaves a gap, as it does for a listener. */
    @Override
    public void missed(int frames) {
        tape.missed(frames);
    }

    void begin() {
        leg.recordedBy(this);
        engine.begin(this);
    }

    void end() {
        leg.recordedBy(null);
        engine.end(this);
        tape.over();
    }
}
