package io.ringlog.it.media;

import io.ringlog.edge.voice.Espeak;
import io.ringlog.edge.voice.Program;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Shaping;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Finds words in what was heard: those that the installed voice says, by correlation. */
final class Words {

    /** The loudest part of a word, a tenth of a second, is looked for at every place; then all of it is compared. */
    private static final int PROBE = 800;

    private static final double ALIKE = 0.8;

    private final short[] heard;
    private final Narrator narrator;

    Words(short[] heard, String language) {
        this.heard = heard;
        this.narrator = new Narrator(language, false);
    }

    /**
     * Where these words begin at or after a sample.
     *
     * @return -1 when they were not heard
     */
    int find(String text, int from) {
        short[] word = said(text).samples();
        int probe = loudest(word);
        double best = 0;
        int at = -1;
        for (int place = from; place + word.length < heard.length; place++) {
            double like = like(word, probe, PROBE, place, 4);
            if (like > best) {
                best = like;
                at = place;
            }
        }
        return at >= 0 && like(word, 0, word.length, at, 1) > ALIKE ? at : -1;
    }

    /** How long they take, in samples. */
    int length(String text) {
        return said(text).length();
    }

    private Clip said(String text) {
        try {
            Espeak voice = new Espeak(Program.installed(Espeak.PROGRAM).orElseThrow());
            return Shaping.shape(voice.speak(text, narrator), text.endsWith("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int loudest(short[] word) {
        int best = 0;
        double most = -1;
        for (int from = 0; from + PROBE <= word.length; from += 80) {
            double energy = 0;
            for (int i = from; i < from + PROBE; i++) {
                energy += (double) word[i] * word[i];
            }
            if (energy > most) {
                most = energy;
                best = from;
            }
        }
        return best;
    }

    /** The normalised correlation of a part of the word with what was heard, if the word began at that place. */
    private double like(short[] word, int from, int count, int place, int step) {
        double product = 0;
        double wordEnergy = 1;
        double heardEnergy = 1;
        for (int i = from; i < Math.min(from + count, word.length); i += step) {
            double mine = word[i];
            double theirs = heard[place + i];
            product += mine * theirs;
            wordEnergy += mine * mine;
            heardEnergy += theirs * theirs;
        }
        return product / Math.sqrt(wordEnergy * heardEnergy);
    }
}
