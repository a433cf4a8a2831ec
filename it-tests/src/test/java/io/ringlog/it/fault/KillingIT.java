package io.ringlog.it.fault;

import static org.awaitility.Awaitility.await;

import io.ringlog.it.client.FreePorts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills one part at random moments under load; {@code ringlog test --soak} does each ten times, a usual run once. */
class KillingIT {
    private static final int KILLS = Boolean.getBoolean("ringlog.soak") ? 10 : 1;
    private static final long SEED = Long.getLong("ringlog.seed", 20_261_122L);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int sipPort = FreePorts.one();

    @Test
    void killing_the_brain_loses_and_doubles_nothing() throws Exception {
        try (var cluster = new Cluster(folder)) {
            cluster.start("log", "kafka,watch,api");
            Child edge = cluster.launch("edge", "edge", sip());
            Child brain = cluster.start("brain", "brain");
            edge.awaitReady();
            cluster.proving("kill-brain", () -> underLoad(cluster, brain, "log", false));
        }
    }

    @Test
    void killing_the_edge_ends_its_calls_and_frees_what_they_held() throws Exception {
        try (var cluster = new Cluster(folder)) {
            cluster.start("log", "kafka,watch,api");
            Child edge = cluster.launch("edge", "edge", sip());
            cluster.start("brain", "brain");
            edge.awaitReady();
            cluster.proving("kill-edge", () -> underLoad(cluster, edge, "log", true));
        }
    }

    @Test
    void killing_everything_loses_and_doubles_nothing() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Child all = cluster.start("all", "all", sip());
            cluster.proving("kill-all", () -> underLoad(cluster, all, "all", true));
        }
    }

    private String sip() {
        return "sip.port=" + sipPort;
    }

    private void underLoad(Cluster cluster, Child victim, String apiNode, boolean edgeDies) throws Exception {
        String account = cluster.apply(apiNode);
        var api = cluster.api(account);
        var midCall = new MidCall(cluster.clients(), api);
        try (var load = new CallLoad(new InetSocketAddress(Cluster.HOST, sipPort))) {
            load.start(SEED, api);
            for (int kill = 1; kill <= KILLS; kill++) {
                callsAreAnswered(load);
                CallLoad.letPass(random.nextInt(200, 2_500));
                say("kill %d of %s (seed %d): %s", kill, victim.name(), SEED, load.scene());
                victim.kill();
                if (edgeDies) {
                    CallLoad.letPass(200);
                    load.edgeDied();
                }
                victim.again();
                callsAreAnswered(load);
                say("after kill %d of %s: %s", kill, victim.name(), midCall.holds(load));
            }
            callsAreAnswered(load);
            load.stop();
            int calls = new Aftermath(cluster.clients(), cluster.settings(apiNode)).holds();
            say("%d kills of %s: %d calls, one CDR each, nothing held, replay clean", KILLS, victim.name(), calls);
        }
    }

    private static void callsAreAnswered(CallLoad load) {
        int answered = load.answered();
        int served = load.served();
        await("calls are answered, of the queue too; before: " + load.scene())
                .atMost(Duration.ofSeconds(120))
                .until(() -> load.answered() >= answered + 6 && load.served() >= served + 2);
    }

    private static void say(String format, Object... values) {
        System.out.println("  " + String.format(format, values));
    }
}
