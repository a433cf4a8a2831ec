package io.ringlog.connectors;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One real KRaft broker in this JVM for the sink's tests, and only for them. */
final class OneBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final String address;

    private OneBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    static OneBroker start(Path folder) throws Exception {
        int port = freePort();
        int controller = freePort();
        new Formatter()
                .setPrintStream(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId("lake-test-cluster-0001")
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(Optional.of(folder.toString()))
                .setControllerListenerName("CONTROLLER")
                .run();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings(folder, port, controller)), Time.SYSTEM);
        server.startup();
        return new OneBroker(server, "127.0.0.1:" + port);
    }

    String address() {
        return address;
    }

    void createTopics(int partitions, List<String> topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            List<NewTopic> wanted = topics.stream()
                    .map(topic -> new NewTopic(topic, partitions, (short) 1)
                            .configs(Map.of("message.timestamp.type", "LogAppendTime")))
                    .toList();
            admin.createTopics(wanted).all().get();
            Map<TopicPartition, OffsetSpec> leaders = new HashMap<>();
            for (String topic : topics) {
                for (int p = 0; p < partitions; p++) {
                    leaders.put(new TopicPartition(topic, p), OffsetSpec.latest());
                }
            }
            // only a leader answers; producing before there is one can lose the first batch (KAFKA-15591)
            await().ignoreException(ExecutionException.class)
                    .until(() -> admin.listOffsets(leaders).all().get().size() == leaders.size());
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, String> settings(Path folder, int port, int controller) {
        Map<String, String> all = new HashMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("log.dirs", folder.toString());
        all.put("auto.create.topics.enable", "false");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            all.put(topic + ".replication.factor", "1");
        }
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("offsets.topic.num.partitions", "2");
        all.put("transaction.state.log.num.partitions", "2");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("group.coordinator.append.linger.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", "4194304");
        return all;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
