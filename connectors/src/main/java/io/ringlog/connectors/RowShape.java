package io.ringlog.connectors;

import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How one topic's records become rows of one table: every value of the column's type, or a DataException. Empty: no
 * row.
 */
sealed interface RowShape permits JsonRow, EventRow, JournalArchive {
    LakeTable table();

    Map<String, Object> row(SinkRecord record);
}
