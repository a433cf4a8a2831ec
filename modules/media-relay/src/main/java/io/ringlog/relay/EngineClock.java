package io.ringlog.relay;

import io.ringlog.media.audio.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Says which legs want their next 20 ms frame, from absolute deadlines so that nothing drifts. Legs are spread over
 * four phases, so that their packets do not leave all at once. Reads no clock.
 */
final class EngineClock {
    static final long FRAME_NANOS = 20_000_000;

    private static final int PHASES = 4;
    /** After a longer stall the lost frames are skipped: a burst of old sound helps nobody. */
    private static final int CATCH_UP_FRAMES = 5;

    private static final class Phase {
        private final List<Leg> legs = new ArrayList<>();
        private long deadline;

        /** Backwards, because a playback that ends takes its own leg out. */
        private void handOut(Consumer<Leg> frame) {
            for (int i = legs.size() - 1; i >= 0; i--) {
                frame.accept(legs.get(i));
            }
        }
    }

    private final Phase[] phases = new Phase[PHASES];
    private final long epoch;

    EngineClock(long epochNanos) {
        this.epoch = epochNanos;
        for (int i = 0; i < PHASES; i++) {
            phases[i] = new Phase();
        }
    }

    void add(Leg leg, long now) {
        int best = 0;
        for (int i = 1; i < PHASES; i++) {
            best = phases[i].legs.size() < phases[best].legs.size() ? i : best;
        }
        Phase phase = phases[best];
        if (phase.legs.isEmpty()) {
            long start = epoch + best * (FRAME_NANOS / PHASES);
            phase.deadline = start + Math.ceilDiv(now - start, FRAME_NANOS) * FRAME_NANOS;
        }
        phase.legs.add(leg);
    }

    void remove(Leg leg) {
        for (Phase phase : phases) {
            phase.legs.remove(leg);
        }
    }

    /**
     * Hands out each leg whose frame is due, once per frame.
     *
     * @return nanoseconds until the next is due; {@link Long#MAX_VALUE} when no leg is played to
     */
    long run(long now, Consumer<Leg> frame) {
        long wait = Long.MAX_VALUE;
        for (Phase phase : phases) {
            for (int i = 0; i < CATCH_UP_FRAMES && !phase.legs.isEmpty() && phase.deadline - now <= 0; i++) {
                phase.deadline += FRAME_NANOS;
                phase.handOut(frame);
            }
            if (!phase.legs.isEmpty()) {
                skipStall(phase, now);
                wait = Math.min(wait, phase.deadline - now);
            }
        }
        return wait;
    }

    private static void skipStall(Phase phase, long now) {
        if (phase.deadline - now <= 0) {
            long missed = Math.ceilDiv(now - phase.deadline + 1, FRAME_NANOS);
            phase.deadline += missed * FRAME_NANOS;
            phase.legs.forEach(leg -> leg.stream.skip((int) missed * Frames.SAMPLES));
        }
    }
}
