package io.ringlog.app.node;

import io.ringlog.app.broker.BrokerSettings;
import io.ringlog.app.broker.EmbeddedBroker;
import io.ringlog.app.config.ConfigRefused;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.Role;
import io.ringlog.app.watch.EdgeWatch;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** The roles of one process, started in order and stopped in order; it decides nothing about calls. */
public final class RunningNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RinglogConfig config;
    private final DataFolder folder;
    private final Parts parts = new Parts();
    private final KafkaClients clients;

    private RunningNode(RinglogConfig config, DataFolder folder) {
        this.config = config;
        this.folder = folder;
        this.clients = new KafkaClients(bootstrapServers(), config.kafka().client());
    }

    /** Starts every role of the configuration and returns when all of them work. */
    public static RunningNode start(RinglogConfig config) {
        var folder = DataFolder.take(config.node().data());
        try {
            var node = new RunningNode(config, folder);
            node.startRoles();
            return node;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    public KafkaClients clients() {
        return clients;
    }

    /** Where the roles can be reached, for people. */
    public String addresses() {
        return parts.addresses();
    }

    @Override
    public void close() {
        parts.stop(config.node().stopWithin());
        deleteReadyFile();
        folder.close();
    }

    private void startRoles() {
        try {
            ensureTopics();
            if (config.runs(Role.CLOCK)) {
                parts.add(Part.silent(
                        "edge-watch", EdgeWatch.start(clients, config.clock().edgeTimeout(), InstantSource.system())));
            }
            Files.writeString(readyFile(), parts.addresses());
        } catch (IOException e) {
            parts.stop(config.node().stopWithin());
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            parts.stop(config.node().stopWithin());
            throw e;
        }
    }

    private String bootstrapServers() {
        if (!config.kafka().bootstrapServers().isEmpty()) {
            return config.kafka().bootstrapServers();
        }
        if (!config.runs(Role.KAFKA)) {
            throw new ConfigRefused("kafka.bootstrap-servers is empty, but it must name a cluster,"
                    + " because this process does not run the role kafka");
        }
        Ports.requireFree(config.kafka().host(), config.kafka().port(), false, "kafka.port");
        var broker = EmbeddedBroker.start(new BrokerSettings(
                folder.path().resolve("kafka"),
                config.kafka().host(),
                config.kafka().port()));
        parts.add(Part.at("kafka", broker.bootstrapServers(), broker));
        return broker.bootstrapServers();
    }

    private void ensureTopics() {
        Optional<Short> replication =
                Optional.of((short) config.kafka().replication()).filter(copies -> copies > 0);
        try (var admin = clients.admin()) {
            new TopicSetup(admin, config.kafka().partitions(), replication, PATIENCE).ensure(Topics.all());
        }
    }

    /** There while the node is ready: what a container's health check looks at. */
    private Path readyFile() {
        return folder.path().resolve("ready");
    }

    private void deleteReadyFile() {
        try {
            Files.deleteIfExists(readyFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
