package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.media.audio.VoiceBuffer;
import io.ringlog.media.rtp.RtpView;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts both sides of a talk on a tape in real time: what a leg says on the left, what it is told by the others on the
 * right. Taps the path and changes nothing on it. G.711 only; what is played to the leg is no part of it.
 */
final class TalkRecorder implements Sink, Beat {
    private final Leg leg;
    private final Tape tape;
    private final VoiceBuffer left = new VoiceBuffer();
    private final VoiceBuffer right = new VoiceBuffer();
    private final short[] mixed = new short[Frames.SAMPLES];
    private final short[] side = new short[Frames.SAMPLES];
    private final short[] both = new short[2 * Frames.SAMPLES];
    private Engine engine;
    private boolean hasMixed;
    private boolean strange;

    TalkRecorder(Engine engine, Leg leg, Tape tape) {
        this.engine = engine;
        this.leg = leg;
        this.tape = tape;
    }

    /** What the leg says. */
    @Override
    public void take(Leg from, RtpView view, ByteBuffer packet) {
        put(left, from, view, packet);
    }

    /** What one other says to the leg. */
    void told(Leg from, RtpView view, ByteBuffer packet) {
        put(right, from, view, packet);
    }

    /** What all others say to the leg together, as long as one frame is. */
    void told(short[] frame) {
        System.arraycopy(frame, 0, mixed, 0, mixed.length);
        hasMixed = true;
    }

    /** Who has put the others on hold plays music to them, and does not talk. */
    private void put(VoiceBuffer voice, Leg from, RtpView view, ByteBuffer packet) {
        if (from.isOnHold() || view.payloadType() == from.eventsIn()) {
            return;
        }
        G711 law = G711.of(view.payloadType());
        if (law == null) {
            strange = true;
        } else {
            voice.put(view.timestamp(), law, packet, view.payloadOffset(), view.payloadLength());
        }
    }

    @Override
    public void frame() {
        lay(left.take(side), 0);
        boolean told = right.take(side);
        if (hasMixed) {
            System.arraycopy(mixed, 0, side, 0, side.length);
            hasMixed = false;
            told = true;
        }
        lay(told, 1);
        if (strange) {
            strange = false;
            tape.missed(1);
        }
        if (!tape.frame(both)) {
            end();
        }
    }

    private void lay(boolean heard, int channel) {
        if (!heard) {
            Arrays.fill(side, (short) 0);
        }
        for (int i = 0; i < side.length; i++) {
            both[2 * i + channel] = side[i];
        }
    }

    @Override
    public void missed(int frames) {
        tape.missed(frames);
    }

    void begin() {
        leg.taped(this);
        engine.begin(this);
    }

    /** Its leg goes to another loop, and it goes with it. */
    void pause() {
        engine.end(this);
    }

    void goOn(Engine there) {
        engine = there;
        engine.begin(this);
    }

    void end() {
        leg.taped(null);
        engine.end(this);
        tape.over();
    }
}
