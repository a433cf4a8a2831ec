package io.ringlog.it.fault;

import io.ringlog.it.client.FreePorts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a whole node at random moments under load; {@code ringlog test --soak} does it ten times, a usual run once. */
class KillingIT {
    @TempDir
    Path folder;

    private final int sipPort = FreePorts.one();

    @Test
    void killing_everything_loses_and_doubles_nothing() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Child all = cluster.start("all", "all", "sip.port=" + sipPort);
            var load = new UnderLoad(cluster, cluster.apply("all"), "all", sipPort);
            cluster.proving("kill-all", () -> load.kill(all, true));
        }
    }
}
