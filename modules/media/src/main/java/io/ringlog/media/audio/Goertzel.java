package io.ringlog.media.audio;

/** Measures how much of a sound is one tone (Goertzel's algorithm); used to prove that a tone crossed a call. */
public final class Goertzel {
    private Goertzel() {}

    /**
     * The share of the energy that lies at a frequency.
     *
     * @return about 1 for nothing but that tone, about 0 without it; 0 for silence
     */
    public static double share(short[] samples, double hz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / Frames.SAMPLES_PER_SECOND);
        double last = 0;
        double beforeLast = 0;
        double energy = 0;
        for (short sample : samples) {
            double now = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
            energy += (double) sample * sample;
        }
        if (energy == 0) {
            return 0;
        }
        double power = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        return 2 * power / (samples.length * energy);
    }

    /** Whether a tone clearly carries the sound: more than half of its energy. */
    public static boolean hears(short[] samples, double hz) {
        return share(samples, hz) > 0.5;
    }
}
