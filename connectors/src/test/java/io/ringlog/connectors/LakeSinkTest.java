package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeSinkTest {
    private static final long DAY_ONE = 1_793_606_400_000L;

    private static final MaintenancePolicy GATHER_AND_FORGET_ALL =
            new MaintenancePolicy(Duration.ZERO, Duration.ofDays(1), 1 << 20, 2);

    @TempDir
    static Path folder;

    private static OneBroker broker;
    private static TestRecords records;
    private static Lake lake;
    private static LakeSinkConfig config;
    private LakeSink sink;

    @BeforeAll
    static void start_broker_and_lake() throws Exception {
        broker = OneBroker.start(folder.resolve("kafka"));
        broker.createTopics(2, TestRecords.TOPICS.sources());
        records = new TestRecords(broker);
        lake = Lake.open(LakeConfig.local(folder.resolve("lake")));
        lake.ensureTables();
        config = LakeSinkConfig.of(broker.address(), lake.config()).withCommitInterval(Duration.ofMillis(500));
    }

    @BeforeEach
    void start_sink() {
        sink = LakeSink.start(config);
    }

    @AfterEach
    void stop_sink() {
        sink.close();
    }

    @AfterAll
    static void stop_all() {
        records.close();
        lake.close();
        broker.close();
    }

    @Test
    void rows_arrive_exactly_once_across_a_restart_of_the_sink_and_beside_maintenance() throws Exception {
        records.cdrs("acc_once", "call_before_", 300, DAY_ONE);
        records.acknowledged();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rows(LakeTable.CDR, "acc_once").size() >= 300);

        records.cdrs("acc_once", "call_during_", 300, DAY_ONE);
        new LakeMaintenance(lake, Clock.systemUTC()).run(GATHER_AND_FORGET_ALL);
        sink.close();
        records.cdrs("acc_once", "call_after_", 300, DAY_ONE + 86_400_000L);
        records.acknowledged();
        sink = LakeSink.start(config);
        new LakeMaintenance(lake, Clock.systemUTC()).run(GATHER_AND_FORGET_ALL);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rows(LakeTable.CDR, "acc_once").size() >= 900);

        assertThat(rows(LakeTable.CDR, "acc_once"))
                .hasSize(900)
                .extracting(row -> row.getField("call_id"))
                .doesNotHaveDuplicates();
        assertThat(sink.health().healthy()).isTrue();
    }

    @Test
    void a_sink_that_was_closed_has_left_the_broker() throws Exception {
        records.cdrs("acc_left", "call_left_", 2, DAY_ONE);
        records.acknowledged();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rows(LakeTable.CDR, "acc_left").size() == 2);
        assertThat(coordinators()).isNotEmpty();

        sink.close();

        assertThat(coordinators()).isEmpty();
    }

    @Test
    void a_record_that_cannot_be_read_goes_to_quarantine_and_the_sink_goes_on() throws Exception {
        records.send(TestRecords.TOPICS.cdr(), "acc_dlq", "not json");
        records.send(TestRecords.TOPICS.cdr(), "acc_dlq", "{\"call_id\":\"x\",\"account_id\":\"acc_dlq\"}");
        records.send(TestRecords.TOPICS.journal(), "acc_dlq", new byte[] {(byte) 0xff, 0x00});
        records.cdrs("acc_dlq", "call_good_", 3, DAY_ONE);
        records.callEvent("acc_dlq", "call_good_00000", 1, DAY_ONE, "{\"kind\":\"queue\"}");
        records.journal("acc_dlq", "rec_1", "InviteReceived", "call_good_00000", "{\"method\": \"INVITE\"}");
        records.acknowledged();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> rows(LakeTable.JOURNAL, "acc_dlq").size() == 1
                        && rows(LakeTable.CALL_EVENTS, "acc_dlq").size() == 1
                        && rows(LakeTable.CDR, "acc_dlq").size() == 3);

        assertThat(quarantined(3)).contains("not json");
        assertThat(sink.health().healthy()).as(sink.health().toString()).isTrue();
        assertThat(rows(LakeTable.CDR, "acc_dlq"))
                .extracting(cdr -> cdr.getField("child_call_ids"))
                .containsOnly(List.of("call_c"));
        Record journal = rows(LakeTable.JOURNAL, "acc_dlq").getFirst();
        assertThat(journal.getField("payload")).isEqualTo("{\"method\": \"INVITE\"}");
        assertThat(journal.getField("type")).isEqualTo("InviteReceived");
        assertThat(journal.getField("call_id")).isEqualTo("call_good_00000");
        Record event = rows(LakeTable.CALL_EVENTS, "acc_dlq").getFirst();
        assertThat(event.getField("event")).isEqualTo("{\"type\":\"CallRouted\",\"to\":{\"kind\":\"queue\"}}");
    }

    @Test
    void a_task_that_fails_says_why_and_goes_on_when_the_cause_is_gone() throws Exception {
        sink.close();
        try (Lake bare = Lake.open(LakeConfig.local(folder.resolve("bare")))) {
            sink = LakeSink.start(
                    LakeSinkConfig.of(broker.address(), bare.config()).withCommitInterval(Duration.ofMillis(500)));
            records.cdrs("acc_bare", "call_kept_", 2, DAY_ONE);
            records.acknowledged();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> failures().contains("Table does not exist: ringlog.cdr"));

            bare.ensureTables();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> bare.lastCommit(LakeTable.CDR).isPresent());
            assertThat(sink.health().healthy()).as(sink.health().toString()).isTrue();
        }
    }

    private static List<String> coordinators() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("iceberg-coord"::equals)
                .toList();
    }

    private String failures() {
        return sink.health().tasks().stream().map(SinkHealth.TaskHealth::reason).collect(Collectors.joining());
    }

    private static List<Record> rows(LakeTable table, String account) {
        List<Record> found = new ArrayList<>();
        try (CloseableIterable<Record> all =
                IcebergGenerics.read(lake.table(table)).build()) {
            all.forEach(row -> {
                if (row.getField("account_id").equals(account)) {
                    found.add(row);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static List<String> quarantined(int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "group.id", "q", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TestRecords.TOPICS.quarantine()));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(new String(record.value(), StandardCharsets.UTF_8));
                }
                return values.size() >= count;
            });
        }
        return values;
    }
}
