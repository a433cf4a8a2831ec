package io.ringlog.it.fault;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.it.Nodes;
import io.ringlog.it.client.FreePorts;
import io.ringlog.wire.KafkaClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Processes of one platform on this host: who runs which roles, on which ports, in which folders. */
final class Cluster implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final int RTP_PORTS = 400;

    private final Path folder;
    private final int kafkaPort = FreePorts.one();
    private final int apiPort = FreePorts.one();
    private final Deque<Child> children = new ArrayDeque<>();

    Cluster(Path folder) {
        this.folder = folder;
    }

    /** Starts a process and waits until it is ready. */
    Child start(String name, String roles, String... more) throws IOException {
        return launch(name, roles, more).awaitReady();
    }

    /** Starts a process and returns at once. */
    Child launch(String name, String roles, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "node.id=" + name,
                "node.data=" + data(name),
                "node.roles=" + roles,
                // What is told here is what an abrupt end leaves behind; who waits for calls says so.
                "node.drain=0s",
                "secrets.keys=" + keys(),
                "kafka.port=" + kafkaPort,
                "sip.host=" + HOST,
                "media.voice=tones",
                "api.port=" + apiPort,
                "lake.warehouse=" + folder.resolve("lake"),
                "lake.catalog-uri=jdbc:sqlite:" + folder.resolve("catalog.db"),
                "lake.commit-interval=1s"));
        if (roles.contains("edge") || roles.equals("all")) {
            int media = FreePorts.block(RTP_PORTS);
            lines.add("media.port-min=" + media);
            lines.add("media.port-max=" + (media + RTP_PORTS - 1));
        }
        if (!roles.contains("kafka") && !roles.equals("all")) {
            lines.add("kafka.bootstrap-servers=" + HOST + ":" + kafkaPort);
        }
        lines.addAll(List.of(more));
        Child child = new Child(name, lines);
        children.push(child);
        return child;
    }

    /** Waits for every process that was launched. */
    void awaitAll() {
        children.forEach(Child::awaitReady);
    }

    /** Writes the tenant with the store of the process that runs the role api; returns its account. */
    String apply(String apiNode) {
        RinglogConfig owner = settings(apiNode);
        try (var store = ConfigRole.open(owner.node().data(), owner)) {
            return Tenant.apply(store);
        }
    }

    KafkaClients clients() {
        return KafkaClients.plain(HOST + ":" + kafkaPort);
    }

    PlatformApi api(String account) {
        return new PlatformApi(apiPort, keys(), account);
    }

    /** What a reader of this platform's log needs to know: the keys. */
    RinglogConfig settings(String node) {
        return Nodes.roles(data(node), "all")
                .with("secrets.keys", keys().toString())
                .with("lake.warehouse", folder.resolve("lake").toString())
                .with("lake.catalog-uri", "jdbc:sqlite:" + folder.resolve("catalog.db"))
                .read();
    }

    Path data(String node) {
        return folder.resolve(node);
    }

    Path keys() {
        return folder.resolve("keys");
    }

    /** Runs the body; when it fails, keeps logs and topics in target/evidence. */
    void proving(String what, Body body) throws Exception {
        try {
            body.run();
        } catch (Exception | AssertionError e) {
            Evidence.keep(what, children, clients());
            throw e;
        }
    }

    /** What is proved. */
    interface Body {
        void run() throws Exception;
    }

    /** The last started goes first, so the log goes last. */
    @Override
    public void close() throws InterruptedException {
        while (!children.isEmpty()) {
            children.pop().close();
        }
    }
}
