package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.wire.Codec;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Topics;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Tables hold what topics hold: a field without a column would be lost in silence, a column without one is empty. */
class LakeContractTest {

    @Test
    void the_fields_of_a_call_detail_record_are_the_columns_of_its_table() {
        assertThat(columns(LakeTable.CDR)).containsExactlyInAnyOrderElementsOf(fields(Cdr.class));
    }

    @Test
    void rows_are_filed_by_account_and_day() {
        for (LakeTable table : LakeTable.values()) {
            assertThat(table.partitions().fields())
                    .extracting(PartitionField::name, it -> it.transform().toString())
                    .containsExactly(
                            tuple("account_id_bucket", "bucket[16]"), tuple(table.timeColumn() + "_day", "day"));
        }
    }

    @Test
    void an_event_as_the_brain_writes_it_fills_every_column_of_its_table() {
        var because = Because.of("admission.fits").with("open", 3);
        var event = new EventRecord(
                "3-17-0",
                "acc_1",
                "call_1",
                1,
                Instant.ofEpochMilli(5),
                "3-17",
                "v",
                new CallEvent.CallAdmitted("call_1", List.of("account.in")),
                because);

        var row = new EventRow().row(record(event));

        assertThat(row.keySet()).containsExactlyInAnyOrderElementsOf(columns(LakeTable.CALL_EVENTS));
        assertThat(row)
                .containsEntry("at", 5L)
                .containsEntry("type", "CallAdmitted")
                .containsEntry("rule", "admission.fits")
                .containsEntry("event", text(Codec.of(Event.class).encode(event.event())))
                .containsEntry("because", text(Codec.of(Because.class).encode(because)));
    }

    @Test
    void an_event_of_no_call_is_no_row() {
        var event = new EventRecord(
                "3-17-0",
                "acc_1",
                null,
                0,
                Instant.EPOCH,
                "3-17",
                "v",
                new Event.FactsMissing("e", 1, 1, 2),
                Because.of("journal.gap"));

        assertThat(new EventRow().row(record(event))).isEmpty();
    }

    private static SinkRecord record(EventRecord event) {
        return new SinkRecord("events", 0, null, event.accountId(), null, Codecs.EVENT.encode(event), 1);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void the_sink_reads_the_topics_of_the_catalogue() {
        LakeTopics ours = LakeTopics.standard();

        assertThat(ours.sources()).containsExactly(Topics.CDR.name(), Topics.EVENTS.name(), Topics.JOURNAL.name());
        assertThat(ours.control()).isEqualTo(Topics.LAKE_CONTROL.name());
        assertThat(ours.quarantine()).isEqualTo(Topics.QUARANTINE.name());
    }

    private static List<String> columns(LakeTable table) {
        return table.schema().columns().stream().map(NestedField::name).toList();
    }

    private static List<String> fields(Class<? extends Record> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }
}
