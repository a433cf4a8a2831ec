package io.ringlog.lab.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/** Plays one part after another and knows at the end whether all of it was true; what the parts are is not its part. */
final class Programme {
    private final PrintStream out;
    private final Narrator narrator;

    Programme(PrintStream out) {
        this.out = out;
        this.narrator = new Narrator(out);
    }

    /** A part that fails does not keep the others from playing. */
    void play(String title, Consumer<Narrator> part) {
        narrator.scene(title);
        try {
            part.accept(narrator);
        } catch (Scene.Failed | AssertionError untrue) {
            // The phones of the test kit report what they missed as an AssertionError with the whole conversation.
            narrator.failed(String.valueOf(untrue.getMessage()));
        }
    }

    /** Tells the ending; 0 when all of it was true, else 1. */
    int end() {
        out.printf(
                Locale.ROOT,
                "%n%s in %.1f s%n",
                narrator.allTrue() ? "All of it was true" : "NOT all of it was true",
                narrator.seconds());
        return narrator.allTrue() ? 0 : 1;
    }
}
