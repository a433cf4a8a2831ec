package io.ringlog.media.audio;

import java.util.List;

/** Turns notes into a clip: soft bell-like tones that fit a telephone's band. Knows no melody. */
final class Score {
    private static final double ATTACK_MS = 8;

    private Score() {}

    /** Renders the notes into a clip of that length; what sounds beyond the end comes round to the start. */
    static Clip render(List<Note> notes, int lengthMs) {
        double[] mix = new double[samples(lengthMs)];
        for (Note note : notes) {
            sound(note, mix);
        }
        short[] samples = new short[mix.length];
        for (int i = 0; i < mix.length; i++) {
            samples[i] = (short) Math.round(Math.clamp(mix[i], -32000, 32000));
        }
        return Clip.of(samples);
    }

    private static void sound(Note note, double[] mix) {
        double step = 2 * Math.PI * note.hz() / Frames.SAMPLES_PER_SECOND;
        int length = samples(note.forMs());
        int start = samples(note.atMs());
        for (int i = 0; i < length; i++) {
            double wave = Math.sin(step * i) + 0.18 * Math.sin(2 * step * i) + 0.06 * Math.sin(3 * step * i);
            mix[(start + i) % mix.length] += note.level() * envelope(i, length) * wave;
        }
    }

    private static double envelope(int at, int length) {
        double attack = Math.min(1, at / (ATTACK_MS * Frames.SAMPLES_PER_SECOND / 1000));
        double release = Math.min(1, (length - at) / (0.25 * length));
        return attack * release * Math.exp(-1.6 * at / length);
    }

    private static int samples(int millis) {
        return millis * (Frames.SAMPLES_PER_SECOND / 1000);
    }
}
