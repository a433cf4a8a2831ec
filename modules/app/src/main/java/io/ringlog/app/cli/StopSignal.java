package io.ringlog.app.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits until somebody asks this process to stop (SIGINT, SIGTERM). A shutdown hook of the JVM would be too late: hooks
 * run beside each other, and the one of Iceberg takes the threads away with which the lake makes its last commit.
 */
public final class StopSignal {
    private static final List<String> NAMES = List.of("INT", "TERM");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch hurried = new CountDownLatch(1);

    private StopSignal() {}

    /** From now on signals are waited for: one to stop, another to hurry; a third ends the process at once. */
    public static StopSignal listen() {
        var stop = new StopSignal();
        NAMES.forEach(name -> Signal.handle(new Signal(name), signal -> stop.heard()));
        return stop;
    }

    public void await() throws InterruptedException {
        asked.await();
    }

    /** Whether the second signal has come, or comes within this time. */
    public boolean isHurried(Duration within) throws InterruptedException {
        return hurried.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void heard() {
        if (asked.getCount() > 0) {
            asked.countDown();
        } else {
            NAMES.forEach(name -> Signal.handle(new Signal(name), SignalHandler.SIG_DFL));
            hurried.countDown();
        }
    }
}
