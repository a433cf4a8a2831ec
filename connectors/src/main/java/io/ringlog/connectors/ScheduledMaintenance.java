package io.ringlog.connectors;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the maintenance again and again on a thread of its own, and remembers how the last run went. */
public final class ScheduledMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledMaintenance.class);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(1);

    private final ScheduledExecutorService thread;
    private final LakeMaintenance maintenance;
    private final MaintenancePolicy policy;
    private volatile String failure = "";

    private ScheduledMaintenance(LakeMaintenance maintenance, MaintenancePolicy policy) {
        this.maintenance = maintenance;
        this.policy = policy;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lake-maintenance").daemon().factory());
    }

    /** The first run is one interval from now; closing it leaves the lake open. */
    public static ScheduledMaintenance start(Lake lake, MaintenancePolicy policy, Duration interval) {
        Refused.unless(interval.isPositive(), "lake.maintenance-interval", "must be more than 0");
        ScheduledMaintenance scheduled = new ScheduledMaintenance(new LakeMaintenance(lake, Clock.systemUTC()), policy);
        scheduled.thread.scheduleWithFixedDelay(
                scheduled::runOnce, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return scheduled;
    }

    /** Why the last run failed; empty when it did not. */
    public Optional<String> lastFailure() {
        return Optional.of(failure).filter(reason -> !reason.isEmpty());
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A run of the lake's maintenance was cut off; what it had not committed is an orphan");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.shutdownNow();
        }
    }

    private void runOnce() {
        try {
            maintenance.run(policy);
            failure = "";
        } catch (RuntimeException e) {
            // an exception here would end the schedule; it is told by lastFailure() and the next run tries again
            LOG.warn("The lake's maintenance failed", e);
            failure = String.valueOf(e.getMessage());
        }
    }
}
