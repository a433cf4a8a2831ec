package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.it.Nodes;
import io.ringlog.wire.KafkaClients;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills one part at random moments under load; {@code ringlog test --soak} does each ten times, a usual run twice. */
class KillingIT {
    private static final int KILLS = Boolean.getBoolean("ringlog.soak") ? 10 : 2;
    private static final long SEED = Long.getLong("ringlog.seed", 20_261_122L);
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int kafkaPort;
    private int sipPort;

    @BeforeEach
    void ports() throws IOException {
        kafkaPort = freePort();
        sipPort = freePort();
    }

    @Test
    void killing_the_brain_loses_and_doubles_nothing() throws Exception {
        try (var log = child("log", "kafka,clock,api");
                var brain = child("brain", "brain");
                var edge = child("edge", "edge")) {
            assertThat(List.of(log, edge)).isNotEmpty();
            underLoad(brain);
        }
    }

    @Test
    void killing_the_edge_ends_its_calls_and_frees_what_they_held() throws Exception {
        try (var log = child("log", "kafka,clock,api");
                var brain = child("brain", "brain");
                var edge = child("edge", "edge")) {
            assertThat(List.of(log, brain)).isNotEmpty();
            underLoad(edge);
        }
    }

    @Test
    void killing_everything_loses_and_doubles_nothing() throws Exception {
        try (var all = child("all", "all")) {
            underLoad(all);
        }
    }

    private void underLoad(Child victim) throws Exception {
        String account;
        RinglogConfig owner = settings(victimIsAll() ? "all" : "log").read();
        try (var store = ConfigRole.open(owner.node().data(), owner.keyFolder())) {
            account = CallLoad.apply(store);
        }
        try (var load = new CallLoad(new InetSocketAddress(HOST, sipPort))) {
            load.start(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                callsAreAnswered(load);
                CallLoad.letPass(random.nextInt(200, 1_500));
                victim.kill();
                victim.again();
            }
            callsAreAnswered(load);
            load.stop();
            new Aftermath(KafkaClients.plain(HOST + ":" + kafkaPort), owner, account).holds();
        }
    }

    private static void callsAreAnswered(CallLoad load) {
        int before = load.answered();
        await("calls are answered (so far " + before + ", failed " + load.failed() + ")")
                .atMost(Duration.ofSeconds(90))
                .until(() -> load.answered() >= before + 2 * CallLoad.PAIRS);
    }

    private boolean victimIsAll() {
        return Files.isDirectory(folder.resolve("all"));
    }

    private Child child(String name, String roles) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "node.id=" + name,
                "node.data=" + folder.resolve(name),
                "secrets.keys=" + folder.resolve("keys"),
                "kafka.port=" + kafkaPort,
                "sip.host=" + HOST,
                "sip.port=" + sipPort,
                "api.port=0",
                "media.port-min=24000",
                "media.port-max=24999",
                "lake.commit-interval=1s"));
        if (!roles.contains("kafka") && !roles.equals("all")) {
            lines.add("kafka.bootstrap-servers=" + HOST + ":" + kafkaPort);
        }
        return Child.start(name, roles, lines);
    }

    private ConfigSources settings(String name) {
        return Nodes.roles(folder.resolve(name), "all")
                .with("secrets.keys", folder.resolve("keys").toString());
    }

    private static int freePort() throws IOException {
        try (var stream = new ServerSocket(0);
                var datagrams = new DatagramSocket(new InetSocketAddress(HOST, stream.getLocalPort()))) {
            return datagrams.getLocalPort();
        }
    }
}
