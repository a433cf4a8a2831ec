package io.ringlog.edge;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all calls: SIP and media threads hand their news to it, commands and timers run on it, so a
 * call's story has one order and needs no lock. What runs here must not block.
 */
public final class Desk implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final ScheduledThreadPoolExecutor thread;
    private final EdgeCounters counters;

    public Desk(EdgeCounters counters) {
        this.counters = counters;
        this.thread = new ScheduledThreadPoolExecutor(
                1, work -> Thread.ofPlatform().name("edge-desk").unstarted(work));
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable work) {
        try {
            thread.execute(() -> run(work));
        } catch (RejectedExecutionException closed) {
            LOG.debug("the desk is closed", closed);
        }
    }

    /** Runs once after a while, unless the returned future is cancelled before, or the desk is closed. */
    public Future<?> after(Duration delay, Runnable work) {
        try {
            return thread.schedule(() -> run(work), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the desk is closed", closed);
            return CompletableFuture.completedFuture(null);
        }
    }

    public Future<?> every(Duration period, Runnable work) {
        return thread.scheduleAtFixedRate(() -> run(work), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Finishes what was handed in, forgets timers. */
    @Override
    public void close() {
        thread.close();
    }

    /** One call's fault must not end the calls of all others: it is logged with its trace and counted. */
    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            counters.add("desk.faults");
            LOG.error("a step of a call failed", fault);
        }
    }
}
