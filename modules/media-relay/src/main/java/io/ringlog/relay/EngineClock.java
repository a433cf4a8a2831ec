package io.ringlog.relay;

import java.util.ArrayList;
import java.util.List;

/**
 * Says when each 20 ms frame is due, from absolute deadlines so that nothing drifts. Beats are spread over four phases,
 * so that their packets do not leave all at once. Reads no clock.
 */
final class EngineClock {
    static final long FRAME_NANOS = 20_000_000;

    private static final int PHASES = 4;
    /** After a longer stall the lost frames are skipped: a burst of old sound helps nobody. */
    private static final int CATCH_UP_FRAMES = 5;

    private static final class Phase {
        private final List<Beat> beats = new ArrayList<>();
        private long deadline;

        /** Backwards, because a playback that ends takes itself out. */
        private void handOut() {
            for (int i = beats.size() - 1; i >= 0; i--) {
                beats.get(i).frame();
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

    void add(Beat beat, long now) {
        int best = 0;
        for (int i = 1; i < PHASES; i++) {
            best = phases[i].beats.size() < phases[best].beats.size() ? i : best;
        }
        Phase phase = phases[best];
        if (phase.beats.isEmpty()) {
            long start = epoch + best * (FRAME_NANOS / PHASES);
            phase.deadline = start + Math.ceilDiv(now - start, FRAME_NANOS) * FRAME_NANOS;
        }
        phase.beats.add(beat);
    }

    void remove(Beat beat) {
        for (Phase phase : phases) {
            phase.beats.remove(beat);
        }
    }

    /**
     * Lets each beat that is due happen, once per frame.
     *
     * @return nanoseconds until the next is due; {@link Long#MAX_VALUE} when there is none
     */
    long run(long now) {
        long wait = Long.MAX_VALUE;
        for (Phase phase : phases) {
            for (int i = 0; i < CATCH_UP_FRAMES && !phase.beats.isEmpty() && phase.deadline - now <= 0; i++) {
                phase.deadline += FRAME_NANOS;
                phase.handOut();
            }
            if (!phase.beats.isEmpty()) {
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
            phase.beats.forEach(beat -> beat.missed((int) missed));
        }
    }
}
