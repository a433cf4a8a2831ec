package io.ringlog.connectors;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.apache.kafka.connect.util.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Connect worker in this JVM without its REST server: the only class that knows Connect's runtime. */
final class EmbeddedConnect implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConnect.class);
    private static final long ANSWER_SECONDS = 60;
    private static final Duration LONGEST_POLL = Duration.ofSeconds(1);
    private static final Duration COORDINATOR_ENDS_WITHIN = Duration.ofSeconds(5);
    private static final String COORDINATOR_THREAD = "iceberg-coord";
    private static final String CAUSED_BY = "Caused by: ";
    private static final List<String> CLIENTS = List.of("", "consumer.", "producer.", "admin.");

    private final StandaloneHerder herder;

    private EmbeddedConnect(StandaloneHerder herder) {
        this.herder = herder;
    }

    /** Starts a worker and one connector; throws with Connect's own words when it refuses the configuration. */
    static EmbeddedConnect start(LakeSinkConfig config) {
        Map<String, String> settings = workerSettings(config);
        Plugins plugins = new Plugins(settings);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        // Connect's classes look each other up by the context class loader
        Thread.currentThread().setContextClassLoader(plugins.delegatingLoader());
        try {
            EmbeddedConnect connect = new EmbeddedConnect(herder(plugins, new StandaloneConfig(settings)));
            connect.run(SinkConnectorConfig.properties(config));
            return connect;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    SinkHealth health() {
        ConnectorStateInfo info = herder.connectorStatus(SinkConnectorConfig.NAME);
        List<SinkHealth.TaskHealth> tasks = info.tasks().stream()
                .map(task -> new SinkHealth.TaskHealth(task.id(), task.state(), reason(task)))
                .toList();
        return new SinkHealth(info.connector().state(), reason(info.connector()), tasks);
    }

    void restartTask(int id) {
        FutureCallback<Void> done = new FutureCallback<>();
        herder.restartTask(new ConnectorTaskId(SinkConnectorConfig.NAME, id), done);
        await(done, "The lake's sink task did not restart");
    }

    /** Returns when the tasks and the coordinator have left their groups: whoever stops the broker next, may. */
    @Override
    public void close() {
        herder.stop();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(COORDINATOR_THREAD))
                .forEach(EmbeddedConnect::awaitEnd);
    }

    /** The sink tells its coordinator to end and does not wait for it. */
    private static void awaitEnd(Thread coordinator) {
        try {
            if (!coordinator.join(COORDINATOR_ENDS_WITHIN)) {
                LOG.warn(
                        "The lake's coordinator did not end in {} s and is left behind",
                        COORDINATOR_ENDS_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Map<String, String> connector) {
        herder.start();
        herder.ready();
        FutureCallback<Herder.Created<ConnectorInfo>> done = new FutureCallback<>();
        herder.putConnectorConfig(SinkConnectorConfig.NAME, connector, true, done);
        try {
            await(done, "The lake's sink did not start");
        } catch (IllegalStateException e) {
            herder.stop();
            throw e;
        }
    }

    private static <T> void await(FutureCallback<T> done, String complaint) {
        try {
            done.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(complaint + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalStateException(complaint + " in " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(complaint + ": interrupted", e);
        }
    }

    private static StandaloneHerder herder(Plugins plugins, StandaloneConfig config) {
        AllConnectorClientConfigOverridePolicy overrides = new AllConnectorClientConfigOverridePolicy();
        String cluster = config.kafkaClusterId();
        Worker worker = new Worker("ringlog-lake", Time.SYSTEM, plugins, config, new NoSourceOffsets(), overrides);
        return new StandaloneHerder(worker, cluster, overrides);
    }

    private static Map<String, String> workerSettings(LakeSinkConfig config) {
        Map<String, String> all = new HashMap<>();
        for (String client : CLIENTS) {
            config.clientProperties().forEach((key, value) -> all.put(client + key, value));
        }
        all.put("bootstrap.servers", config.bootstrapServers());
        all.put("plugin.discovery", "service_load");
        all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        // a quiet sink hears that a commit has begun only when its poll returns, and this is how long a poll may last
        all.put("offset.flush.interval.ms", String.valueOf(longestPoll(config).toMillis()));
        all.put("offset.storage.file.filename", "unused: sinks keep their offsets in Kafka");
        return all;
    }

    private static Duration longestPoll(LakeSinkConfig config) {
        Duration quarter = config.commitInterval().dividedBy(4);
        return quarter.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : quarter;
    }

    private static String reason(ConnectorStateInfo.AbstractState state) {
        String trace = state.trace();
        if (trace == null || trace.isBlank()) {
            return "";
        }
        // Connect wraps everything in an exception of its own: the last cause is what an operator can act on
        int cause = trace.lastIndexOf(CAUSED_BY);
        String reason = cause < 0 ? trace : trace.substring(cause + CAUSED_BY.length());
        return reason.lines().findFirst().orElse("");
    }

    /** A sink has no source offsets to keep. */
    private static final class NoSourceOffsets extends MemoryOffsetBackingStore {
        @Override
        public Set<Map<String, Object>> connectorPartitions(String connectorName) {
            return Set.of();
        }
    }
}
