package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import io.ringlog.media.dtmf.DigitEncoder;
import io.ringlog.relay.LegCounts.Of;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Keys that a leg is told as telephone events (RFC 4733) because they came by another way, one after the other, each in
 * place of what it hears meanwhile. Waits while something is played to the leg. Confined to its loop's thread.
 */
final class Keys implements Source, Beat {
    /** Nobody types faster than this for long; what comes beyond is lost. */
    static final int MOST = 16;

    /** RFC 4733 section 2.5.1.2: keys want a pause between them to be told apart. */
    private static final int GAP_FRAMES = 3;

    private static final int SHORTEST_MS = 60;
    private static final int LONGEST_MS = 500;
    private static final int PACKET_BYTES = 16;

    private final Engine engine;
    private final Leg leg;
    private final Queue<List<DigitEncoder.Step>> waiting = new ArrayDeque<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES);
    private @Nullable List<DigitEncoder.Step> pressed;
    private int startedAt;
    private int frame;
    private boolean runs;

    Keys(Engine engine, Leg leg) {
        this.engine = engine;
        this.leg = leg;
    }

    /** @param durationMs held to what a key can be told apart by, and does not keep the others waiting for */
    void press(char key, int durationMs) {
        if (waiting.size() >= MOST) {
            leg.counts.one(Of.SUPPRESSED);
            return;
        }
        waiting.add(DigitEncoder.press(key, Math.clamp(durationMs, SHORTEST_MS, LONGEST_MS)));
        if (!runs) {
            runs = true;
            engine.begin(this);
        }
    }

    @Override
    public void frame() {
        if (leg.hears() instanceof Played) {
            return;
        }
        List<DigitEncoder.Step> now = pressed == null ? next() : pressed;
        if (now == null) {
            drop();
            return;
        }
        leg.cover(this);
        frame++;
        for (DigitEncoder.Step step : now) {
            if (step.frame() == frame) {
                say(step);
            }
        }
        leg.told.stream.skip(Frames.SAMPLES);
        if (frame >= now.getLast().frame() + GAP_FRAMES) {
            pressed = null;
        }
    }

    private @Nullable List<DigitEncoder.Step> next() {
        pressed = waiting.poll();
        frame = 0;
        if (pressed != null) {
            engine.resume(leg);
            startedAt = leg.told.stream.nextTimestamp();
        }
        return pressed;
    }

    private void say(DigitEncoder.Step step) {
        RemoteMedia remote = leg.remote();
        int type = remote == null ? Payloads.NO_EVENTS : remote.payloads().telephoneEvent();
        if (type == Payloads.NO_EVENTS || !leg.receives()) {
            leg.counts.one(Of.UNSENT);
            return;
        }
        packet.clear();
        leg.told.stream.writeAt(packet, type, step.marker(), step.event().payload(), startedAt);
        packet.flip();
        int bytes = packet.remaining();
        engine.spoke(leg);
        if (leg.send(packet)) {
            leg.counts.one(Of.ENGINE);
            leg.counts.add(Of.ENGINE_BYTES, bytes);
        }
    }

    /** No more of them: all were told, or the leg hears somebody else from now on. */
    void drop() {
        waiting.clear();
        pressed = null;
        if (runs) {
            runs = false;
            engine.end(this);
            leg.told.paused = true;
        }
        if (leg.hears() == this) {
            leg.uncover();
        }
    }

    @Override
    public void missed(int frames) {
        leg.told.stream.skip(frames * Frames.SAMPLES);
    }
}
