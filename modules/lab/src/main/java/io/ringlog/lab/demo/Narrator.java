package io.ringlog.lab.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Tells what happens, as it happens; keeps the count of what was true. */
final class Narrator {
    private final PrintStream out;
    private final long started = System.nanoTime();
    private int scene;
    private int failures;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void scene(String title) {
        scene++;
        out.printf(Locale.ROOT, "%n%d. %s  (%.1f s)%n", scene, title, seconds());
    }

    void proved(String what) {
        out.println("   ✓ " + what);
    }

    void told(String what) {
        what.lines().forEach(line -> out.println("     " + line));
    }

    void failed(String what) {
        failures++;
        out.println("   ✗ " + what.lines().findFirst().orElse(what));
        what.lines().skip(1).forEach(line -> out.println("     " + line));
    }

    boolean allTrue() {
        return failures == 0;
    }

    double seconds() {
        return (System.nanoTime() - started) / 1e9;
    }
}
