package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Cdr;
import io.ringlog.wire.Topics;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

/** Tables hold what topics hold: a field without a column would be lost in silence, a column without one is empty. */
class LakeContractTest {

    @Test
    void the_fields_of_a_call_detail_record_are_the_columns_of_its_table() {
        assertThat(columns(LakeTable.CDR)).containsExactlyInAnyOrderElementsOf(fields(Cdr.class));
    }

    @Test
    void the_fields_of_a_call_event_are_the_columns_of_its_table() {
        assertThat(columns(LakeTable.CALL_EVENTS))
                .containsExactlyInAnyOrderElementsOf(fields(io.ringlog.wire.CallEventRow.class));
    }

    @Test
    void the_sink_reads_the_topics_of_the_catalogue() {
        LakeTopics ours = LakeTopics.standard();

        assertThat(ours.sources()).containsExactly(Topics.CDR.name(), Topics.CALL_EVENTS.name(), Topics.JOURNAL.name());
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
