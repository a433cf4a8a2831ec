package io.ringlog.media.audio;

import java.util.Arrays;

/**
 * Adds up one frame of several voices, and gives each the sum without its own. Frames are 8 kHz mono, 16-bit linear;
 * what is too loud is clipped.
 */
public final class MixMinus {
    private final int[] sum = new int[Frames.SAMPLES];

    /** Begins the next frame. */
    public void clear() {
        Arrays.fill(sum, 0);
    }

    public void add(short[] voice) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += voice[i];
        }
    }

    /** All that was added; for somebody who has said nothing. */
    public void all(short[] into) {
        for (int i = 0; i < sum.length; i++) {
            into[i] = clipped(sum[i]);
        }
    }

    /** All that was added but for this voice, which must be among it. */
    public void without(short[] voice, short[] into) {
        for (int i = 0; i < sum.length; i++) {
            into[i] = clipped(sum[i] - voice[i]);
        }
    }

    /** Adds a voice to a frame that one alone hears. */
    public static void aside(short[] voice, short[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = clipped(into[i] + voice[i]);
        }
    }

    private static short clipped(int sample) {
        return (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
