package io.ringlog.sip.call;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's own timers: decision, ringing, Timer C, repeated 2xx. The stack keeps RFC 3261's others itself. */
public final class Timers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);

    private final ScheduledThreadPoolExecutor clock;

    /** @param thread names the one thread on which everything happens */
    public Timers(String thread) {
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(thread).daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
    }

    /** As soon as the thread comes to it. */
    public @Nullable Future<?> soon(Runnable task) {
        return after(Duration.ZERO, task);
    }

    /** Null once the node is closing: nothing is due any more. */
    public @Nullable Future<?> after(Duration delay, Runnable task) {
        try {
            return clock.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            return null;
        }
    }

    /** How many tasks wait for their time or for the thread. */
    public int waiting() {
        return clock.getQueue().size();
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException bug) {
            LOG.error("a SIP timer failed", bug);
        }
    }

    public static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
