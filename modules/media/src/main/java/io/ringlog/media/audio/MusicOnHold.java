package io.ringlog.media.audio;

import java.util.ArrayList;
import java.util.List;

/** The built-in music on hold: a slow arpeggio over four chords, generated once, made to be looped without a seam. */
public final class MusicOnHold {
    private static final int EIGHTH_MS = 300;
    private static final int EIGHTHS_PER_BAR = 8;
    private static final int[][] CHORDS = {
        {57, 64, 67, 72}, {53, 60, 65, 69}, {60, 64, 67, 71}, {55, 62, 67, 71},
        {57, 64, 69, 72}, {62, 65, 69, 74}, {60, 67, 72, 76}, {55, 59, 65, 71},
    };
    private static final int[] PATTERN = {0, 1, 2, 3, 2, 1, 2, 3};
    private static final int[] MELODY = {76, 74, 72, 71, 72, 69, 67, 71};
    private static final Clip CLIP = Score.render(notes(), CHORDS.length * EIGHTHS_PER_BAR * EIGHTH_MS);

    private MusicOnHold() {}

    /** The whole piece, about 19 seconds; {@code clip().loop(n)} plays it for ever. */
    public static Clip clip() {
        return CLIP;
    }

    private static List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        for (int bar = 0; bar < CHORDS.length; bar++) {
            int start = bar * EIGHTHS_PER_BAR * EIGHTH_MS;
            for (int eighth = 0; eighth < EIGHTHS_PER_BAR; eighth++) {
                int key = CHORDS[bar][PATTERN[eighth]];
                notes.add(new Note(hz(key), start + eighth * EIGHTH_MS, 3 * EIGHTH_MS, 2600));
            }
            notes.add(new Note(hz(MELODY[bar]), start, 6 * EIGHTH_MS, 3200));
        }
        return notes;
    }

    private static double hz(int midiKey) {
        return 440 * Math.pow(2, (midiKey - 69) / 12.0);
    }
}
