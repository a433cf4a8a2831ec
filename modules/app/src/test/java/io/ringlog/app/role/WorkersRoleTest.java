package io.ringlog.app.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.connectors.Lake;
import io.ringlog.connectors.LakeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersRoleTest {

    @Test
    void the_lake_is_looked_after_at_the_configured_interval(@TempDir Path folder) {
        var config = ConfigSources.defaults()
                .with("lake.maintenance-interval=1s")
                .with("lake.keep-snapshots=0s")
                .read();
        try (Lake lake = Lake.open(LakeRole.lake(config, folder))) {
            lake.ensureTables();
            for (int i = 0; i < 3; i++) {
                lake.table(LakeTable.CDR).newAppend().commit();
            }
            try (var workers = WorkersRole.start(config, folder)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> snapshots(lake) == 1);
                assertThat(workers.lastFailure()).isEmpty();
            }
        }
    }

    @Test
    void upkeep_that_fails_says_why(@TempDir Path folder) throws IOException {
        var config =
                ConfigSources.defaults().with("lake.maintenance-interval=1s").read();
        try (var workers = WorkersRole.start(config, folder)) {
            lose(folder);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> workers.lastFailure().isPresent());
        }
    }

    /** Everything the lake has on disk but its catalog. */
    private static void lose(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith(".metadata.json")).toList()) {
                Files.delete(file);
            }
        }
    }

    private static long snapshots(Lake lake) {
        return StreamSupport.stream(lake.table(LakeTable.CDR).snapshots().spliterator(), false)
                .count();
    }
}
