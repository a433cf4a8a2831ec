package io.ringlog.app.cli;

import io.ringlog.app.node.RunningNode;
import java.time.Duration;

/** The time between being told to stop and stopping: live calls go on, new ones are refused. */
final class Draining {
    private static final Duration LOOK = Duration.ofMillis(200);

    private Draining() {}

    /** Returns when no call lives any more, when the time is over, or when somebody hurries. */
    static void run(RunningNode node, Duration atMost, StopSignal stop) throws InterruptedException {
        node.drain();
        int live = node.liveCalls();
        if (live == 0 || atMost.isZero()) {
            return;
        }
        System.out.println(live + " calls have " + atMost.toSeconds() + " s to end; another Ctrl-C ends them now.");
        long end = System.nanoTime() + atMost.toNanos();
        boolean hurried = false;
        while (!hurried && node.liveCalls() > 0 && System.nanoTime() - end < 0) {
            hurried = stop.isHurried(LOOK);
        }
    }
}
