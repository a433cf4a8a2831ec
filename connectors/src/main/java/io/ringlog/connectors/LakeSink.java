package io.ringlog.connectors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
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
        ensureOwnTopics(config);
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

    /** Whether connector and tasks run now; before Connect knows of them they do not. */
    public boolean isRunning() {
        try {
            return health().healthy();
        } catch (NotFoundException early) {
            return false;
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

    private static void ensureOwnTopics(LakeSinkConfig config) {
        Properties settings = new Properties();
        settings.putAll(config.clientProperties());
        settings.put("bootstrap.servers", config.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            List<KafkaFuture<Void>> made = new ArrayList<>();
            made.addAll(create(admin, config.topics().control(), 1));
            made.addAll(create(admin, config.topics().quarantine(), 1));
            for (KafkaFuture<Void> topic : made) {
                settled(topic);
            }
        }
    }

    private static List<KafkaFuture<Void>> create(Admin admin, String topic, int partitions) {
        // -1: the broker's own default says how often it is kept
        NewTopic wanted = new NewTopic(topic, partitions, (short) -1);
        return List.copyOf(admin.createTopics(List.of(wanted)).values().values());
    }

    private static void settled(KafkaFuture<Void> topic) {
        try {
            topic.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("The sink's own topics could not be made", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sink's own topics were made", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not make the sink's own topics in 30 s", e);
        }
    }
}
