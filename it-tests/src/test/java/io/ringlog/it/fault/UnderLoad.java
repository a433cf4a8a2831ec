package io.ringlog.it.fault;

import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.SplittableRandom;

/** People call each other and a queue while one process is killed at random moments and comes back. */
final class UnderLoad {
    static final int KILLS = Boolean.getBoolean("ringlog.soak") ? 10 : 1;
    static final long SEED = Long.getLong("ringlog.seed", 20_261_122L);

    private final Cluster cluster;
    private final String account;
    private final String apiNode;
    private final int sipPort;
    private final SplittableRandom random = new SplittableRandom(SEED);

    UnderLoad(Cluster cluster, String account, String apiNode, int sipPort) {
        this.cluster = cluster;
        this.account = account;
        this.apiNode = apiNode;
        this.sipPort = sipPort;
    }

    /** Kills it, has it come back, and looks at everything, each time; nobody is left registered or logged in. */
    void kill(Child victim, boolean edgeDies) throws Exception {
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
            load.leave(api);
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
