package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeMaintenanceTest {
    private static final long START = Instant.parse("2026-11-02T10:00:00Z").toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final MaintenancePolicy KEEP_NOTHING =
            new MaintenancePolicy(Duration.ZERO, Duration.ZERO, 1 << 20, 3);

    @TempDir
    Path folder;

    private Lake lake;
    private CallHistory history;

    @BeforeEach
    void open() {
        lake = Lake.open(LakeConfig.local(folder));
        lake.ensureTables();
        history = CallHistory.open(lake, folder.resolve("copies"));
    }

    @AfterEach
    void close() {
        history.close();
        lake.close();
    }

    @Test
    void compaction_keeps_every_row_and_leaves_few_files() {
        calls("acc_a", 12);
        calls("acc_b", 12);
        Page<ObjectNode> before = history.calls(both());

        MaintenanceReport report = inAnHour().run(MaintenancePolicy.standard());

        assertThat(report.tables().getFirst().filesGathered()).isEqualTo(24);
        assertThat(plannedFiles()).hasSize(2);
        assertThat(history.calls(both())).isEqualTo(before);
        assertThat(before.rows()).hasSize(24);
    }

    @Test
    void what_is_compacted_is_left_alone_the_next_time() {
        calls("acc_a", 6);
        inAnHour().run(MaintenancePolicy.standard());
        Table table = lake.table(LakeTable.CDR);

        inAnHour().run(MaintenancePolicy.standard());

        assertThat(lake.table(LakeTable.CDR).currentSnapshot()).isEqualTo(table.currentSnapshot());
    }

    @Test
    void expired_snapshots_take_the_small_files_with_them() throws IOException {
        calls("acc_a", 8);

        MaintenanceReport.TableReport report =
                inAnHour().run(KEEP_NOTHING).tables().getFirst();

        assertThat(report.snapshotsExpired()).isEqualTo(8);
        assertThat(dataFiles()).hasSize(1);
        assertThat(history.calls(both()).rows()).hasSize(8);
    }

    @Test
    void the_sinks_last_snapshot_and_all_after_it_outlive_their_age() {
        calls("acc_a", 3);
        String key = "kafka.connect.offsets.control.group";
        lake.table(LakeTable.CDR).newAppend().set(key, "{\"0\":42}").commit();
        calls("acc_a", 3);

        inAnHour().run(KEEP_NOTHING);

        Table table = lake.table(LakeTable.CDR);
        assertThat(table.snapshots()).hasSize(5);
        assertThat(table.snapshots()).anyMatch(snapshot -> snapshot.summary().containsKey(key));
        assertThat(history.calls(both()).rows()).hasSize(6);
    }

    @Test
    void only_old_files_that_nothing_names_are_deleted() throws IOException {
        calls("acc_a", 2);
        Path orphan = dataFolder().resolve("left-by-a-crash.parquet");
        Files.writeString(orphan, "half a file");

        assertThat(new LakeMaintenance(lake, Clock.systemUTC())
                        .run(MaintenancePolicy.standard())
                        .tables()
                        .getFirst()
                        .orphansDeleted())
                .isZero();
        assertThat(inAnHour().run(KEEP_NOTHING).tables().getFirst().orphansDeleted())
                .isEqualTo(1);
        assertThat(orphan).doesNotExist();
        assertThat(history.calls(both()).rows()).hasSize(2);
    }

    @Test
    void rows_of_days_that_are_over_long_enough_go_with_their_files() throws IOException {
        calls("acc_a", 3);
        LakeFiles.append(lake, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "next day", START + DAY)));
        var policy = KEEP_NOTHING.withRows(Map.of(LakeTable.CDR, Duration.ofDays(2)));

        var early = at(START + 2 * DAY).run(policy).tables().getFirst();
        var due = at(START + 3 * DAY).run(policy).tables().getFirst();

        assertThat(early.rowsExpired()).isZero();
        assertThat(due.rowsExpired()).isEqualTo(3);
        assertThat(history.calls(both()).rows())
                .extracting(row -> row.path("call_id").asText())
                .containsExactly("next day");
        inAnHour().run(KEEP_NOTHING);
        assertThat(dataFiles()).hasSize(1);
    }

    private LakeMaintenance at(long millis) {
        return new LakeMaintenance(lake, Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }

    private LakeMaintenance inAnHour() {
        return new LakeMaintenance(lake, Clock.fixed(Instant.now().plus(Duration.ofHours(1)), ZoneOffset.UTC));
    }

    private static CallQuery both() {
        return new CallQuery(List.of("acc_a", "acc_b"), null, null, CallQuery.Matching.ALL, 1000, null);
    }

    private void calls(String account, int count) {
        for (int i = 0; i < count; i++) {
            LakeFiles.append(
                    lake, LakeTable.CDR, List.of(LakeFiles.cdr(account, account + "_call_" + i, START + i * 1000L)));
        }
    }

    private List<FilePlan.Candidate> plannedFiles() {
        return FilePlan.of(lake.table(LakeTable.CDR), "start_ts", Expressions.alwaysTrue())
                .files();
    }

    private Path dataFolder() {
        return folder.resolve("warehouse/ringlog/cdr/data");
    }

    private List<Path> dataFiles() throws IOException {
        try (Stream<Path> all = Files.walk(dataFolder())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
