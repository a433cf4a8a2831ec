package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.G711;
import io.ringlog.relay.LegCounts.Of;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Plays to legs: one frame of 20 ms after the other, as RTP of the leg's own stream. Relays nothing. */
final class Engine {
    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / Frames.SAMPLES_PER_SECOND;
    private static final int HEADER_BYTES = 12;

    private final RelayListener listener;
    private final EngineClock clock;
    private final Consumer<Leg> nextFrame = this::frame;
    private final short[] frame = new short[Frames.SAMPLES];
    private final byte[] coded = new byte[Frames.SAMPLES];
    private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER_BYTES + Frames.SAMPLES);
    private long now;

    Engine(RelayListener listener, long nowNanos) {
        this.listener = listener;
        this.clock = new EngineClock(nowNanos);
        this.now = nowNanos;
    }

    /** Sends all frames that are due; answers the nanoseconds until the next one. */
    long run(long nowNanos) {
        now = nowNanos;
        return clock.run(nowNanos, nextFrame);
    }

    void play(Leg leg, Playback playback) {
        stop(leg, PlaybackEnd.REPLACED);
        if (leg.closed) {
            finished(leg, playback, PlaybackEnd.CLOSED);
        } else if (leg.remote() != null && leg.law() == null) {
            finished(leg, playback, PlaybackEnd.NO_CODEC);
        } else {
            leg.playing = playback;
            leg.pausedInEngine = true;
            clock.add(leg, System.nanoTime());
        }
    }

    void stop(Leg leg, PlaybackEnd why) {
        Playback playing = leg.playing;
        if (playing != null) {
            leg.playing = null;
            clock.remove(leg);
            finished(leg, playing, why);
        }
    }

    private void finished(Leg leg, Playback playback, PlaybackEnd why) {
        listener.playbackFinished(leg.callId, leg.legId, playback.playbackId(), why);
    }

    private void frame(Leg leg) {
        Playback playing = leg.playing;
        if (playing == null) {
            return;
        }
        // The source says that it has ended one frame late: just when the last one has been heard.
        if (!playing.source().read(frame)) {
            stop(leg, PlaybackEnd.COMPLETED);
            return;
        }
        G711 law = leg.law();
        if (law == null || !leg.receives()) {
            leg.counts.one(Of.UNSENT);
            leg.pausedInEngine = true;
            return;
        }
        send(leg, law);
    }

    private void send(Leg leg, G711 law) {
        boolean marker = leg.pausedInEngine && beginTalkspurt(leg);
        law.encode(frame, coded);
        packet.clear();
        leg.stream.write(packet, law.payloadType(), marker, coded, Frames.SAMPLES);
        packet.flip();
        int bytes = packet.remaining();
        leg.engineAt = now;
        leg.engineUsed = true;
        leg.pausedInEngine = false;
        if (leg.send(packet)) {
            leg.counts.one(Of.ENGINE);
            leg.counts.add(Of.ENGINE_BYTES, bytes);
        }
    }

    /** After a pause the timestamp stands for the time passed, and a talkspurt begins (RFC 3551 section 4.1). */
    private boolean beginTalkspurt(Leg leg) {
        if (!leg.engineUsed) {
            return true;
        }
        long since = now - leg.engineAt;
        if (since < 3 * EngineClock.FRAME_NANOS) {
            return false;
        }
        leg.stream.skip((int) (since / NANOS_PER_SAMPLE) - Frames.SAMPLES);
        return true;
    }
}
