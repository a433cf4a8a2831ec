package io.ringlog.connectors;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.NotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running sink: topics in, Iceberg rows out, exactly once. It restarts a task that failed, with back-off, and says
 * why it failed; the tables must exist ({@link Lake#ensureTables()}).
 */
public final class LakeSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LakeSink.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final EmbeddedConnect connect;
    private final ScheduledExecutorService keeper;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2));

    private LakeSink(EmbeddedConnect connect, ScheduledExecutorService keeper) {
        this.connect = connect;
        this.keeper = keeper;
    }

    /** Starts the sink and returns when Connect has taken its configuration; rows follow when the group has settled. */
    public static LakeSink start(LakeSinkConfig config) {
        SinkTopics.ensure(config);
        ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lake-sink-keeper").daemon().factory());
        LakeSink sink = new LakeSink(EmbeddedConnect.start(config), keeper);
        keeper.scheduleWithFixedDelay(sink::restartFailed, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return sink;
    }

    /** The state of the connector and each task, with the reason of a failure. */
    public SinkHealth health() {
        return connect.health();
    }

    /** Why no rows are written now, in words; empty when they are. */
    public Optional<String> trouble() {
        try {
            return health().trouble();
        } catch (NotFoundException early) {
            return Optional.of("is starting");
        }
    }

    @Override
    public void close() {
        keeper.shutdownNow();
        connect.close();
    }

    private void restartFailed() {
        try {
            List<SinkHealth.TaskHealth> failed = health().tasks().stream()
                    .filter(SinkHealth.TaskHealth::failed)
                    .toList();
            if (failed.isEmpty()) {
                backoff.calm(Instant.now());
            } else if (backoff.due(Instant.now())) {
                failed.forEach(this::restart);
            }
        } catch (RuntimeException e) {
            // the next look tries again; an exception here would end the looking for good
            LOG.warn("The lake's sink could not be looked after: {}", e.getMessage());
        }
    }

    private void restart(SinkHealth.TaskHealth task) {
        LOG.warn("Lake sink task {} failed and is started again: {}", task.id(), task.reason());
        connect.restartTask(task.id());
    }
}
