package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeRowsTest {
    private final LakeRows rows = new LakeRows();

    @BeforeEach
    void configure() {
        rows.configure(Map.of("cdr.topic", "cdrs", "events.topic", "events", "journal.topic", "journal"));
    }

    @Test
    void a_call_detail_record_is_a_row_of_its_known_fields() {
        assertThat(row("cdrs", """
                {"call_id":"call_1","account_id":"acc_a","start_ts":1793606400000,"answered":false,
                 "duration_sec":7,"cost_micros":9000000000,"answer_ts":null,"something_new":[1,2]}"""))
                .isEqualTo(Map.of(
                        "call_id",
                        "call_1",
                        "account_id",
                        "acc_a",
                        "start_ts",
                        1793606400000L,
                        "answered",
                        false,
                        "duration_sec",
                        7,
                        "cost_micros",
                        9_000_000_000L,
                        "_table",
                        "ringlog.cdr"));
    }

    @Test
    void what_happened_in_a_call_stays_json_text_nested_or_not() {
        String common = "\"call_id\":\"c\",\"account_id\":\"a\",\"seq\":1,\"at\":1793606400000";
        String event = "\"event\":{\"type\":\"CallRouted\",\"to\":[1]}";

        assertThat(row("events", "{" + common + "," + event + ",\"because\":{\"rule\":\"r\"}}"))
                .containsEntry("type", "CallRouted")
                .containsEntry("event", "{\"type\":\"CallRouted\",\"to\":[1]}")
                .containsEntry("because", "{\"rule\":\"r\"}")
                .containsEntry("_table", "ringlog.call_events");
    }

    @Test
    void a_journal_record_is_kept_word_for_word_with_its_place() {
        SinkRecord record = record("journal", "{ \"sip\" : \"INVITE\" }");
        record.headers().addString("ce_type", "InviteReceived.v1").addString("ce_id", "edge_1-1-7");
        record.headers().addString("ce_subject", "call_1");

        assertThat(Objects.requireNonNull(rows.apply(record)).value())
                .isEqualTo(Map.of(
                        "account_id", "acc_a",
                        "partition", 3,
                        "offset", 42L,
                        "at", 1793606400123L,
                        "type", "InviteReceived",
                        "record_id", "edge_1-1-7",
                        "call_id", "call_1",
                        "payload", "{ \"sip\" : \"INVITE\" }",
                        "_table", "ringlog.journal"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"call_id\":\"c\"",
                "{\"call_id\":\"c\",\"account_id\":\"a\"}",
                "{\"call_id\":7,\"account_id\":\"a\",\"start_ts\":1}",
                "{\"call_id\":\"c\",\"account_id\":\"a\",\"start_ts\":\"yesterday\"}",
                "{\"call_id\":\"c\",\"account_id\":\"a\",\"start_ts\":1,\"billsec\":5000000000}",
                "{\"call_id\":\"c\",\"account_id\":\"a\",\"start_ts\":1,\"child_call_ids\":\"c2\"}",
                "{\"call_id\":\"c\",\"account_id\":\"a\",\"start_ts\":1,\"child_call_ids\":[2]}",
                "{\"call_id\":\"c\",\"account_id\":\"a\",\"start_ts\":1,\"answered\":\"yes\"}"
            })
    void what_is_not_a_row_is_refused_before_the_sink_sees_it(String value) {
        assertThatThrownBy(() -> row("cdrs", value)).isInstanceOf(DataException.class);
    }

    @Test
    void a_tombstone_is_no_row_and_no_error() {
        assertThat(rows.apply(new SinkRecord("cdrs", 0, null, "k", null, null, 0)))
                .isNull();
    }

    @Test
    void a_topic_without_a_table_is_refused() {
        assertThatThrownBy(() -> row("elsewhere", "{}")).hasMessageContaining("elsewhere");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> row(String topic, String json) {
        SinkRecord row = Objects.requireNonNull(rows.apply(record(topic, json)));
        return (Map<String, Object>) row.value();
    }

    private static SinkRecord record(String topic, String json) {
        return new SinkRecord(
                topic,
                3,
                null,
                "acc_a",
                null,
                json.getBytes(StandardCharsets.UTF_8),
                42,
                1793606400123L,
                TimestampType.LOG_APPEND_TIME);
    }
}
