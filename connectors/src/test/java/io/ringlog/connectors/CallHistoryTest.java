package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallHistoryTest {
    private static final long START = Instant.parse("2026-11-02T23:59:00Z").toEpochMilli();

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
    void an_empty_lake_has_an_empty_first_page() {
        assertThat(history.calls(CallQuery.of("acc_a"))).isEqualTo(new Page<>(List.of(), null));
        assertThat(history.call("acc_a", "call_1")).isEmpty();
    }

    @Test
    void pages_neither_repeat_nor_skip_a_call_while_new_calls_come_in() {
        calls("acc_a", "call_x", 25);
        CallQuery query = CallQuery.of("acc_a").limit(10);
        List<String> seen = new ArrayList<>();
        Page<ObjectNode> page = history.calls(query);
        while (true) {
            page.rows().forEach(row -> seen.add(row.path("call_id").textValue()));
            String next = page.nextCursor();
            if (next == null) {
                break;
            }
            LakeFiles.append(
                    lake, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_new_" + seen.size(), START + 9_000_000)));
            page = history.calls(query.after(next));
        }

        List<String> newestFirst = IntStream.range(0, 25)
                .mapToObj(i -> "call_x%03d".formatted(24 - i))
                .toList();
        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void calls_that_start_at_the_same_instant_are_paged_by_id() {
        LakeFiles.append(
                lake,
                LakeTable.CDR,
                IntStream.range(0, 7)
                        .mapToObj(i -> LakeFiles.cdr("acc_a", "call_" + i, START))
                        .toList());
        Page<ObjectNode> first = history.calls(CallQuery.of("acc_a").limit(4));
        Page<ObjectNode> second = history.calls(CallQuery.of("acc_a").limit(4).after(first.nextCursor()));

        assertThat(ids(first)).containsExactly("call_6", "call_5", "call_4", "call_3");
        assertThat(ids(second)).containsExactly("call_2", "call_1", "call_0");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void an_account_sees_its_own_calls_and_no_others() {
        calls("acc_a", "call_a", 3);
        calls("acc_b", "call_b", 4);

        assertThat(history.calls(CallQuery.of("acc_a")).rows())
                .hasSize(3)
                .allMatch(row -> row.path("account_id").textValue().equals("acc_a"));
        assertThat(history.call("acc_b", "call_a000")).isEmpty();
        assertThat(history.calls(CallQuery.of("acc_x' OR '1'='1")).rows()).isEmpty();
        assertThat(history.calls(
                                new CallQuery(List.of("acc_a", "acc_b"), null, null, CallQuery.Matching.ALL, 100, null))
                        .rows())
                .hasSize(7);
    }

    @Test
    void calls_are_found_by_number_user_queue_cause_and_text() {
        call("call_1", Map.of("from_num", "+15550100", "to_num", "100", "queue_id", "q_1", "agent_id", "us_1"));
        call("call_2", Map.of("from_num", "alice", "to_num", "15550199", "hangup_cause", "admission.account-full"));
        call("call_3", Map.of("from_num", "15550100", "to_num", "bob", "hangup_cause", "caller.hung-up"));

        assertThat(found("15550100", null, null, null, null)).containsExactly("call_3", "call_1");
        assertThat(found("+155501*", null, null, null, null)).containsExactly("call_3", "call_2", "call_1");
        assertThat(found(null, List.of("us_1", "alice"), null, null, null)).containsExactly("call_2", "call_1");
        assertThat(found(null, null, "q_1", null, null)).containsExactly("call_1");
        assertThat(found(null, null, null, "admission.account-full", null)).containsExactly("call_2");
        assertThat(found(null, null, null, "admission", null)).containsExactly("call_2");
        assertThat(found(null, null, null, "admis", null)).isEmpty();
        assertThat(found(null, null, null, null, "HUNG")).containsExactly("call_3");
        assertThat(found("15550100", null, "q_1", null, "50100")).containsExactly("call_1");
        assertThat(found(null, null, null, null, "' OR '1'='1")).isEmpty();
    }

    private void call(String id, Map<String, Object> more) {
        Map<String, Object> row = new HashMap<>(LakeFiles.cdr("acc_a", id, START));
        row.putAll(more);
        LakeFiles.append(lake, LakeTable.CDR, List.of(row));
    }

    private List<String> found(String number, List<String> users, String queue, String cause, String text) {
        return ids(history.calls(
                CallQuery.of("acc_a").matching(new CallQuery.Matching(number, users, queue, cause, text))));
    }

    @Test
    void since_is_inclusive_and_until_is_not() {
        calls("acc_a", "call_x", 10);
        Instant first = Instant.ofEpochMilli(START);

        Page<ObjectNode> page = history.calls(
                CallQuery.of("acc_a").between(first.plus(Duration.ofMinutes(2)), first.plus(Duration.ofMinutes(5))));

        assertThat(ids(page)).containsExactly("call_x004", "call_x003", "call_x002");
    }

    @Test
    void a_call_is_read_back_with_the_calls_it_is_tied_to() {
        var row = new HashMap<>(LakeFiles.cdr("acc_a", "call_1", START));
        row.put("parent_call_id", "call_0");
        row.put("child_call_ids", List.of("call_2", "call_3"));
        LakeFiles.append(lake, LakeTable.CDR, List.of(row));

        assertThat(history.call("acc_a", "call_1").orElseThrow())
                .hasToString("{\"call_id\":\"call_1\",\"account_id\":\"acc_a\",\"start_ts\":" + START
                        + ",\"answered\":true,\"parent_call_id\":\"call_0\","
                        + "\"child_call_ids\":[\"call_2\",\"call_3\"]}");
    }

    @Test
    void the_legs_a_carrier_charges_for_are_read_back_as_the_topic_had_them() {
        var row = new HashMap<>(LakeFiles.cdr("acc_a", "call_1", START));
        row.put("outside_legs", "[{\"leg_id\":\"b1\",\"billsec\":63}]");
        LakeFiles.append(lake, LakeTable.CDR, List.of(row));

        assertThat(history.call("acc_a", "call_1").orElseThrow().path("outside_legs"))
                .hasToString("[{\"leg_id\":\"b1\",\"billsec\":63}]");
    }

    @Test
    void calls_from_before_a_column_was_added_are_read_beside_those_after() {
        lake.table(LakeTable.CDR)
                .updateSchema()
                .deleteColumn("parent_call_id")
                .deleteColumn("child_call_ids")
                .commit();
        LakeFiles.append(lake, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_1", START)));
        lake.ensureTables();
        var row = new HashMap<>(LakeFiles.cdr("acc_a", "call_2", START + 1));
        row.put("child_call_ids", List.of("call_3"));
        LakeFiles.append(lake, LakeTable.CDR, List.of(row));

        assertThat(history.calls(CallQuery.of("acc_a")).rows())
                .extracting(call -> call.path("child_call_ids").toString())
                .containsExactly("[\"call_3\"]", "");
    }

    @Test
    void a_call_is_read_back_with_its_fields_and_its_events_in_order() {
        LakeFiles.append(lake, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_1", START)));
        for (int seq : List.of(2, 1, 3)) {
            LakeFiles.append(
                    lake,
                    LakeTable.CALL_EVENTS,
                    List.of(Map.of(
                            "call_id",
                            "call_1",
                            "account_id",
                            "acc_a",
                            "id",
                            "0-0-" + seq,
                            "seq",
                            seq,
                            "at",
                            LakeFiles.time(START + seq),
                            "type",
                            "CallRouted",
                            "event",
                            "{\"seq\":" + seq + "}",
                            "because",
                            "{\"rule\":\"r\"}")));
        }

        assertThat(history.call("acc_a", "call_1").orElseThrow())
                .hasToString("{\"call_id\":\"call_1\",\"account_id\":\"acc_a\",\"start_ts\":" + START
                        + ",\"answered\":true}");
        assertThat(history.events("acc_a", "call_1"))
                .extracting(
                        event -> event.path("id").textValue(),
                        event -> event.path("at").longValue(),
                        event -> event.path("event").toString(),
                        event -> event.path("because").toString())
                .containsExactly(
                        tuple("0-0-1", START + 1, "{\"seq\":1}", "{\"rule\":\"r\"}"),
                        tuple("0-0-2", START + 2, "{\"seq\":2}", "{\"rule\":\"r\"}"),
                        tuple("0-0-3", START + 3, "{\"seq\":3}", "{\"rule\":\"r\"}"));
        assertThat(history.events("acc_b", "call_1")).isEmpty();
    }

    @Test
    void the_journal_is_paged_in_its_own_order() {
        for (long offset = 9; offset >= 0; offset--) {
            LakeFiles.append(
                    lake,
                    LakeTable.JOURNAL,
                    List.of(Map.of(
                            "account_id",
                            "acc_a",
                            "partition",
                            3,
                            "offset",
                            offset,
                            "at",
                            LakeFiles.time(START),
                            "type",
                            "InviteReceived",
                            "payload",
                            "{}")));
        }
        Page<ObjectNode> first = history.journal(JournalQuery.of("acc_a").limit(6));
        Page<ObjectNode> second =
                history.journal(JournalQuery.of("acc_a").limit(6).after(first.nextCursor()));

        assertThat(offsets(first)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(offsets(second)).containsExactly(6L, 7L, 8L, 9L);
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void the_newest_calls_are_found_in_many_files_whatever_order_they_were_written_in() {
        List<Integer> days = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
        Collections.shuffle(days, new Random(7));
        for (int day : days) {
            long at = START + day * 86_400_000L;
            LakeFiles.append(lake, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_%03d".formatted(day), at)));
        }

        Page<ObjectNode> first = history.calls(CallQuery.of("acc_a").limit(5));
        Page<ObjectNode> rest = history.calls(CallQuery.of("acc_a").limit(100).after(first.nextCursor()));

        assertThat(ids(first)).containsExactly("call_039", "call_038", "call_037", "call_036", "call_035");
        assertThat(rest.rows()).hasSize(35);
    }

    @Test
    void files_older_than_the_page_are_not_read() throws IOException {
        Path copies = folder.resolve("far");
        try (Lake far = Lake.open(remote());
                CallHistory copied = CallHistory.open(far, copies)) {
            far.ensureTables();
            for (int day = 0; day < 40; day++) {
                long at = START + day * 86_400_000L;
                LakeFiles.append(far, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_%03d".formatted(day), at)));
            }

            assertThat(ids(copied.calls(CallQuery.of("acc_a").limit(2)))).containsExactly("call_039", "call_038");
            try (Stream<Path> copy = Files.list(copies)) {
                assertThat(copy).hasSize(16);
            }
        }
    }

    @Test
    void an_object_store_is_read_through_copies() throws IOException {
        Path copies = folder.resolve("far");
        try (Lake far = Lake.open(remote());
                CallHistory copied = CallHistory.open(far, copies)) {
            Files.createDirectories(copies);
            Path begun = Files.writeString(copies.resolve("a.parquet.begun"), "by a process that was killed");
            far.ensureTables();
            LakeFiles.append(far, LakeTable.CDR, List.of(LakeFiles.cdr("acc_a", "call_far", START)));

            assertThat(ids(copied.calls(CallQuery.of("acc_a")))).containsExactly("call_far");
            assertThat(copied.call("acc_a", "call_far")).isPresent();
            assertThat(begun).doesNotExist();
            assertThat(copies).isDirectoryContaining("glob:**.parquet");
        }
    }

    @Test
    void a_bad_question_is_refused_by_the_name_of_its_field() {
        assertThatThrownBy(() -> history.calls(CallQuery.of("acc_a").after("%%%")))
                .hasMessageStartingWith("cursor");
        assertThatThrownBy(() -> CallQuery.of("acc_a").limit(0)).hasMessageStartingWith("limit");
    }

    private LakeConfig remote() {
        return new LakeConfig(
                "mem://lake/" + folder,
                "jdbc:sqlite:" + folder.resolve("remote.db"),
                Map.of("io-impl", "org.apache.iceberg.inmemory.InMemoryFileIO"));
    }

    private void calls(String account, String prefix, int count) {
        LakeFiles.append(
                lake,
                LakeTable.CDR,
                IntStream.range(0, count)
                        .mapToObj(i -> LakeFiles.cdr(account, prefix + "%03d".formatted(i), START + i * 60_000L))
                        .toList());
    }

    private static List<String> ids(Page<ObjectNode> page) {
        return page.rows().stream().map(row -> row.path("call_id").textValue()).toList();
    }

    private static List<Long> offsets(Page<ObjectNode> page) {
        return page.rows().stream().map(row -> row.path("offset").longValue()).toList();
    }
}
