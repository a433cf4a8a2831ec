package io.ringlog.media.speech;

import io.ringlog.media.audio.Clip;
import java.util.Arrays;

/** Makes a prompt of what a voice said: no silence around it, one level for all, a pause after a sentence. Pure. */
public final class Shaping {

    private static final int SAMPLES_PER_MS = 8;

    /** What is quieter is silence; a voice that is made has no noise. */
    private static final int SILENT = 150;

    /** A soft consonant before the first and after the last loud sample is kept. */
    private static final int KEPT_MS = 20;

    private static final int AFTER_WORD_MS = 60;
    private static final int AFTER_SENTENCE_MS = 350;

    /** The mean of a loud talker on a telephone, some 20 dB below the most. */
    private static final double LEVEL = 3_300;

    private static final int HIGHEST = 30_000;

    private Shaping() {}

    /** @param sentence whether a pause follows that ends it */
    public static Clip shape(Clip said, boolean sentence) {
        short[] samples = said.samples();
        int first = 0;
        int last = samples.length - 1;
        while (first <= last && Math.abs(samples[first]) < SILENT) {
            first++;
        }
        while (last > first && Math.abs(samples[last]) < SILENT) {
            last--;
        }
        if (first > last) {
            return Clip.of(new short[0]);
        }
        int kept = KEPT_MS * SAMPLES_PER_MS;
        short[] heard =
                Arrays.copyOfRange(samples, Math.max(0, first - kept), Math.min(samples.length, last + 1 + kept));
        level(heard);
        int pause = (sentence ? AFTER_SENTENCE_MS : AFTER_WORD_MS) * SAMPLES_PER_MS;
        return Clip.of(Arrays.copyOf(heard, heard.length + pause));
    }

    private static void level(short[] samples) {
        double energy = 0;
        int loud = 0;
        int peak = 0;
        for (short sample : samples) {
            int size = Math.abs(sample);
            peak = Math.max(peak, size);
            if (size >= SILENT) {
                energy += (double) size * size;
                loud++;
            }
        }
        double gain = Math.min(LEVEL / Math.sqrt(energy / loud), (double) HIGHEST / peak);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(samples[i] * gain);
        }
    }
}
