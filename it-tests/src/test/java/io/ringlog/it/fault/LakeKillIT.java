package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.role.LakeRole;
import io.ringlog.connectors.CallHistory;
import io.ringlog.connectors.CallQuery;
import io.ringlog.connectors.Lake;
import io.ringlog.domain.journal.CallEvent.CallEnded;
import io.ringlog.it.client.FreePorts;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the lake's sink under load: every call is one row afterwards, none twice, none missing. */
class LakeKillIT {
    private static final int KILLS = Boolean.getBoolean("ringlog.soak") ? 10 : 1;
    private static final long SEED = Long.getLong("ringlog.seed", 20_261_122L);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int sipPort = FreePorts.one();

    @Test
    void killing_the_sink_loses_and_doubles_no_row() throws Exception {
        try (var cluster = new Cluster(folder)) {
            cluster.start("calls", "kafka,watch,api,brain,edge", "sip.port=" + sipPort);
            // The first kill comes before the first commit: what was announced until then must not be forgotten.
            Child lake = cluster.start("lake", "lake", "lake.commit-interval=20s");
            lake.with("lake.commit-interval=1s");
            cluster.proving("kill-lake", () -> underLoad(cluster, lake));
        }
    }

    private void underLoad(Cluster cluster, Child lake) throws Exception {
        String account = cluster.apply("calls");
        try (var load = new CallLoad(new InetSocketAddress(Cluster.HOST, sipPort))) {
            load.start(SEED, cluster.api(account));
            for (int kill = 0; kill < KILLS; kill++) {
                int before = load.answered();
                await("calls are answered").atMost(Duration.ofSeconds(120)).until(() -> load.answered() > before + 4);
                CallLoad.letPass(random.nextInt(200, 3_000));
                lake.kill();
                lake.again();
            }
            load.stop();
        }
        var aftermath = new Aftermath(cluster.clients(), cluster.settings("calls"));
        aftermath.holds();
        List<String> calls = aftermath.calls(CallEnded.class);
        await("every call is one row")
                .atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(rows(cluster, account)).containsExactlyInAnyOrderElementsOf(calls));
        System.out.println("  " + KILLS + " kills of the lake (seed " + SEED + "): " + calls.size() + " calls, "
                + rows(cluster, account).size() + " rows");
    }

    private List<String> rows(Cluster cluster, String account) {
        var config = cluster.settings("calls");
        try (Lake lake = Lake.open(LakeRole.lake(config, cluster.data("calls")));
                CallHistory history = CallHistory.open(lake, folder.resolve("copies"))) {
            return history.calls(CallQuery.of(account).limit(CallQuery.LARGEST_PAGE)).rows().stream()
                    .map(row -> row.path("call_id").textValue())
                    .toList();
        }
    }
}
