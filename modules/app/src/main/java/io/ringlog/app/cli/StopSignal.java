package io.ringlog.app.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits until somebody asks this process to stop (SIGINT, SIGTERM). A shutdown hook of the JVM would be too late: hooks
 * run beside each other, and the one of Iceberg takes the threads away with which the lake makes its last commit.
 */
public final class StopSignal {
    private static final List<String> NAMES = List.of("INT", "TERM");

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignal() {}

    /** From now on the first signal is waited for; a second one ends the process at once, as signals do. */
    public static StopSignal listen() {
        var stop = new StopSignal();
        NAMES.forEach(name -> Signal.handle(new Signal(name), signal -> stop.asked()));
        return stop;
    }

    public void await() throws InterruptedException {
        asked.await();
    }

    private void asked() {
        NAMES.forEach(name -> Signal.handle(new Signal(name), SignalHandler.SIG_DFL));
        asked.countDown();
    }
}
