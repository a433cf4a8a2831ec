package io.ringlog.media.audio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The built-in prompts by id: short tone signals, each with a first note of its own, for installations without recorded
 * or spoken ones. Looks in no folder and speaks no language.
 */
public final class Prompts {
    private static final int LEVEL = 7000;
    private static final Map<String, List<Note>> NOTES = new LinkedHashMap<>();
    private static final Map<String, Clip> CLIPS = new LinkedHashMap<>();

    static {
        prompt("welcome", 150, 523.25, 659.26, 783.99, 1046.50);
        prompt("please-hold", 260, 587.33, 783.99, 587.33);
        prompt("confirm-accept", 120, 880.00, 1174.66);
        prompt("whisper-queue", 110, 1318.51, 1318.51);
        prompt("all-busy", 280, 493.88, 440.00, 493.88, 440.00);
        prompt("no-agents", 300, 466.16, 392.00, 349.23);
        prompt("vm-greeting", 240, 698.46, 880.00, 698.46, 523.25);
        prompt("vm-pin", 200, 415.30, 622.25);
        prompt("goodbye", 200, 1046.50, 783.99, 659.26, 523.25);
        prompt("invalid", 180, 311.13, 261.63);
        prompt("transferring", 160, 783.99, 880.00, 987.77);
        prompt("beep", 400, 1000.00);
        prompt("conference-pin", 140, 622.25, 739.99);
        prompt("conference-enter", 90, 932.33, 1244.51);
        prompt("conference-leave", 90, 1244.51, 932.33);
        prompt("feature-done", 130, 554.37, 830.61);
        prompt("time-is", 120, 369.99, 369.99);
    }

    private Prompts() {}

    private static void prompt(String id, int noteMs, double... pitches) {
        Note[] notes = new Note[pitches.length];
        for (int i = 0; i < pitches.length; i++) {
            // The last note rings on; the others are cut where the next begins.
            notes[i] = new Note(pitches[i], i * noteMs, i == pitches.length - 1 ? 2 * noteMs : noteMs, LEVEL);
        }
        NOTES.put(id, List.of(notes));
        CLIPS.put(id, Score.render(NOTES.get(id), (pitches.length + 2) * noteMs));
    }

    /** All ids: those of every system prompt, {@code beep} and those of conferences. */
    public static Set<String> ids() {
        return Set.copyOf(CLIPS.keySet());
    }

    /** The prompt of that id, empty when there is none. */
    public static Optional<Clip> find(String id) {
        return Optional.ofNullable(CLIPS.get(id));
    }

    /** The pitch in Hz of a prompt's first note, by which a test recognises it in its first 100 ms. */
    public static double firstNoteHz(String id) {
        List<Note> notes = NOTES.get(id);
        if (notes == null) {
            throw new IllegalArgumentException("there is no built-in prompt '" + id + "', only " + NOTES.keySet());
        }
        return notes.getFirst().hz();
    }
}
