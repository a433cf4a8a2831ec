package io.ringlog.app.cli;

import io.ringlog.app.node.RunningNode;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a process says once it serves: how long that took, and where it can be reached. */
public final class ReadyLine {
    private ReadyLine() {}

    /** The seconds count from the start of the JVM; the launcher may have built before. */
    public static String of(RunningNode node) {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        double seconds = (System.currentTimeMillis() - started) / 1000.0;
        return String.format(Locale.ROOT, "Ready in %.1f s: %s", seconds, node.addresses());
    }
}
