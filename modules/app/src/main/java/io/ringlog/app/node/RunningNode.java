package io.ringlog.app.node;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.Role;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.health.HealthServer;
import io.ringlog.app.health.LogReach;
import io.ringlog.app.metrics.Metrics;
import io.ringlog.app.metrics.NodeFigures;
import io.ringlog.app.role.KafkaRole;
import io.ringlog.app.role.Part;
import io.ringlog.app.role.Ports;
import io.ringlog.app.role.Surroundings;
import io.ringlog.edge.EdgeNode;
import io.ringlog.wire.KafkaClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One process: its folder, its way to the log, its roles; it decides nothing about calls. */
public final class RunningNode implements AutoCloseable {
    private final RinglogConfig config;
    private final DataFolder folder;
    private final Parts parts = new Parts();
    private final Metrics metrics = new Metrics();
    private Optional<NodeFigures> figures = Optional.empty();

    private RunningNode(RinglogConfig config, DataFolder folder) {
        this.config = config;
        this.folder = folder;
    }

    /** Starts every role of the configuration and returns when all of them work. */
    public static RunningNode start(RinglogConfig config) {
        return start(config, DataFolder.take(config.node().data()));
    }

    /** The same in a folder that is taken already, and given back when the start fails. */
    public static RunningNode start(RinglogConfig config, DataFolder folder) {
        var node = new RunningNode(config, folder);
        try {
            node.startRoles();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** Where the roles can be reached, for people. */
    public String addresses() {
        return parts.addresses();
    }

    /** Where one part can be reached, by its name in {@link #addresses}. */
    public String address(String part) {
        return parts.address(part);
    }

    /** The part of this kind that runs here, for those in the same process that look inside. */
    public <T> Optional<T> running(Class<T> kind) {
        return parts.running(kind);
    }

    public Path folder() {
        return folder.path();
    }

    /** Takes no new calls from now on. */
    public void drain() {
        running(EdgeNode.class).ifPresent(EdgeNode::drain);
    }

    /** The calls that live on the edge of this process. */
    public int liveCalls() {
        return running(EdgeNode.class).map(EdgeNode::liveCalls).orElse(0);
    }

    /** Stops the roles, the edge first and the log last, and gives the folder back. */
    @Override
    public void close() {
        deleteReadyFile();
        parts.stop(config.node().stopWithin());
        figures.ifPresent(NodeFigures::close);
        metrics.close();
        folder.close();
    }

    private void startRoles() {
        startHealth();
        var clients = new KafkaClients(bootstrapServers(), config.kafka().client());
        var reach = new LogReach(clients);
        parts.add(Part.silent("log", reach)
                .worksWhile(reach::answers, "cannot be reached: no broker answers at " + clients.bootstrapServers()));
        var measured = new NodeFigures(metrics, clients, folder.path());
        figures = Optional.of(measured);
        new Roles(new Surroundings(config, folder.path(), clients), parts, measured).start();
        parts.complete();
        try {
            Files.writeString(readyFile(), parts.addresses());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First of all, so that whoever watches over the process can see it starting. */
    private void startHealth() {
        var at = config.health();
        Ports.requireFree(at.host(), at.port(), false, "health.port");
        var server = HealthServer.start(at.host(), at.port(), parts, metrics::scrape);
        parts.add(Part.at("health", "http://" + at.host() + ":" + server.port(), server));
    }

    private String bootstrapServers() {
        if (!config.kafka().bootstrapServers().isEmpty()) {
            return config.kafka().bootstrapServers();
        }
        if (!config.runs(Role.KAFKA)) {
            throw new SettingsRefused("kafka.bootstrap-servers is '', but it must name a cluster,"
                    + " because this process does not run the role kafka");
        }
        Part broker = KafkaRole.start(config, folder.path());
        parts.add(broker);
        return broker.address().orElseThrow();
    }

    /** There while the node is ready, and says where its parts are. */
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
