package io.ringlog.app.cli;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.node.RunningNode;
import java.time.Duration;

/** The time between being told to stop and stopping: live calls go on, new ones are refused. */
final class Draining {
    private static final Duration LOOK = Duration.ofMillis(200);

    private Draining() {}

    /** Returns when no call lives any more, when the time is over, or when somebody hurries. */
    static void run(RunningNode node, RinglogConfig.Node settings, StopSignal stop) throws InterruptedException {
        node.drain();
        int live = node.liveCalls();
        Duration atMost = settings.drain();
        System.out.println(stopping(live, settings));
        long end = System.nanoTime() + atMost.toNanos();
        boolean hurried = live == 0 || atMost.isZero();
        while (!hurried && node.liveCalls() > 0 && System.nanoTime() - end < 0) {
            hurried = stop.isHurried(LOOK);
        }
    }

    /** What is waited for now, and how long at most. */
    static String stopping(int live, RinglogConfig.Node settings) {
        String parts = "all parts stop within " + settings.stopWithin().toSeconds() + " s (node.stop-within)";
        if (live == 0) {
            return "Stopping: no call lives; " + parts + ".";
        }
        String calls = live == 1 ? "1 call" : live + " calls";
        return settings.drain().isZero()
                ? "Stopping: " + calls + (live == 1 ? " ends" : " end") + " now (node.drain is 0s); " + parts + "."
                : "Stopping: no new call is taken, " + calls + (live == 1 ? " has " : " have ")
                        + settings.drain().toSeconds() + " s to end (node.drain), then " + parts
                        + "; another Ctrl-C ends them now.";
    }
}
