package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3LakeTest {
    @TempDir
    Path folder;

    @Test
    void a_warehouse_in_an_object_store_needs_no_more_than_its_configuration() throws IOException {
        try (TinyObjectStore store = TinyObjectStore.start();
                Lake lake = Lake.open(config(store));
                CallHistory history = CallHistory.open(lake, folder.resolve("copies"))) {
            lake.ensureTables();
            LakeFiles.append(lake, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_far", 1793606400000L)));

            assertThat(history.calls(CallQuery.of("acc_a")).rows()).hasSize(1);
            assertThat(store.size()).isGreaterThan(4);
        }
    }

    private LakeConfig config(TinyObjectStore store) {
        return new LakeConfig(
                "s3://lake/warehouse",
                "jdbc:sqlite:" + folder.resolve("catalog.db"),
                Map.of(
                        "s3.endpoint", store.endpoint(),
                        "s3.path-style-access", "true",
                        "s3.access-key-id", "key",
                        "s3.secret-access-key", "secret",
                        "client.region", "eu-central-1"));
    }
}
