package io.ringlog.app.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Where the embedded broker keeps its data and where it listens; every other property was measured, not chosen. */
public record BrokerSettings(Path folder, String host, int port) {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    public BrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("kafka port " + port + " must be 0 (choose one) to 65535");
        }
    }

    /** On loopback, on a free port that the folder remembers. */
    public static BrokerSettings on(Path folder) {
        return new BrokerSettings(folder, "127.0.0.1", 0);
    }

    Path logFolder() {
        return folder.resolve("log");
    }

    Properties properties(BrokerPorts ports) {
        var p = new Properties();
        listen(p, ports);
        oneNode(p);
        quick(p);
        frugal(p, Runtime.getRuntime().availableProcessors());
        return p;
    }

    /** Only the controller, on the same folder, which gives a silent broker up at once. */
    Properties controllerAlone(BrokerPorts ports) {
        var p = new Properties();
        p.put("process.roles", "controller");
        p.put("listeners", "CONTROLLER://127.0.0.1:" + ports.controller());
        p.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT");
        identify(p, ports);
        p.put("broker.session.timeout.ms", "300");
        p.put("broker.heartbeat.interval.ms", "100");
        return p;
    }

    private void listen(Properties p, BrokerPorts ports) {
        p.put("process.roles", "broker,controller");
        p.put("listeners", "CLIENT://" + host + ":" + ports.client() + ",CONTROLLER://127.0.0.1:" + ports.controller());
        p.put("advertised.listeners", "CLIENT://" + host + ":" + ports.client());
        p.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("inter.broker.listener.name", "CLIENT");
        identify(p, ports);
    }

    private void identify(Properties p, BrokerPorts ports) {
        p.put("node.id", String.valueOf(NODE_ID));
        p.put("controller.listener.names", CONTROLLER_LISTENER);
        p.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + ports.controller());
        p.put("log.dirs", logFolder().toString());
    }

    private static void oneNode(Properties p) {
        p.put("default.replication.factor", "1");
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "4");
        // Ten years: a role that was away for more than the usual week would read, and write, everything again.
        p.put("offsets.retention.minutes", "5256000");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "4");
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", "1");
        p.put("auto.create.topics.enable", "false");
    }

    private static void quick(Properties p) {
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("group.coordinator.append.linger.ms", "0");
        // A standby takes over only when the dead brain's session is over and its open transaction is aborted.
        p.put("group.min.session.timeout.ms", "1000");
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        p.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // At 1500 load alone gets the broker fenced.
        p.put("broker.session.timeout.ms", "4000");
        p.put("broker.heartbeat.interval.ms", "500");
        p.put("controlled.shutdown.enable", "true");
        p.put("controlled.shutdown.retry.backoff.ms", "500");
    }

    /** Each further thread is one more to wake for the same request, on processors that callers want, too. */
    private static int networkThreads(int processors) {
        return processors <= 4 ? 1 : 2;
    }

    private static void frugal(Properties p, int processors) {
        p.put("log.cleaner.dedupe.buffer.size", "4194304");
        p.put("log.cleaner.threads", "1");
        p.put("num.network.threads", String.valueOf(networkThreads(processors)));
        p.put("num.io.threads", String.valueOf(Math.clamp(processors, 2, 8)));
        p.put("background.threads", "2");
        p.put("num.recovery.threads.per.data.dir", "2");
    }
}
