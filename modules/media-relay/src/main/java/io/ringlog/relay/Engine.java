package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.relay.LegCounts.Of;
import java.nio.ByteBuffer;

/** Speaks to legs: one frame of 20 ms after the other, as RTP of the leg's own stream. Relays nothing. */
final class Engine {
    /** How long a unit of its timestamps lasts. */
    static final int UNIT_NANOS = 1_000_000_000 / Frames.SAMPLES_PER_SECOND;

    private static final int HEADER_BYTES = 12;

    private final RelayListener listener;
    private final EngineClock clock;
    private final short[] frame = new short[Frames.SAMPLES];
    private final byte[] coded = new byte[Frames.SAMPLES];
    private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER_BYTES + Frames.SAMPLES);
    private long now;

    Engine(RelayListener listener, long nowNanos) {
        this.listener = listener;
        this.clock = new EngineClock(nowNanos);
        this.now = nowNanos;
    }

    /** Lets all that is due speak; answers the nanoseconds until the next frame. */
    long run(long nowNanos) {
        now = nowNanos;
        return clock.run(nowNanos);
    }

    /** What is said next; whoever is due fills it and calls {@link #say}. */
    short[] frame() {
        return frame;
    }

    void begin(Beat beat) {
        clock.add(beat, System.nanoTime());
    }

    void end(Beat beat) {
        clock.remove(beat);
    }

    void play(Leg leg, Playback playback) {
        stop(leg, PlaybackEnd.REPLACED);
        if (leg.remote() != null && leg.law() == null) {
            finished(leg, playback.playbackId(), PlaybackEnd.NO_CODEC);
        } else {
            Played played = new Played(this, leg, playback);
            leg.cover(played);
            leg.told.paused = true;
            begin(played);
        }
    }

    void stop(Leg leg, PlaybackEnd why) {
        if (leg.hears() instanceof Played played) {
            leg.uncover();
            end(played);
            finished(leg, played.playbackId(), why);
        }
    }

    private void finished(Leg leg, String playbackId, PlaybackEnd why) {
        listener.playbackFinished(leg.callId, leg.legId, playbackId, why);
    }

    /** Says the frame to a leg, in the law that it likes best. */
    void say(Leg leg) {
        G711 law = leg.law();
        if (law == null || !leg.receives()) {
            leg.counts.one(Of.UNSENT);
            leg.told.paused = true;
            return;
        }
        boolean marker = resume(leg);
        law.encode(frame, coded);
        packet.clear();
        leg.told.stream.write(packet, law.payloadType(), marker, coded, Frames.SAMPLES);
        packet.flip();
        int bytes = packet.remaining();
        spoke(leg);
        if (leg.send(packet)) {
            leg.counts.one(Of.ENGINE);
            leg.counts.add(Of.ENGINE_BYTES, bytes);
        }
    }

    /** Lets the leg's own stream go on; true when a talkspurt begins with its next frame. */
    boolean resume(Leg leg) {
        return leg.told.resume(now);
    }

    /** The leg's own stream goes on to this moment. */
    void spoke(Leg leg) {
        leg.told.spoke(now);
    }
}
