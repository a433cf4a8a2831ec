package io.ringlog.connectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The journal as it was read: its place, its broker time, what its headers say of it, and the whole record as text. */
record JournalArchive() implements RowShape {
    private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

    @Override
    public LakeTable table() {
        return LakeTable.JOURNAL;
    }

    @Override
    public Map<String, Object> row(SinkRecord record) {
        ObjectNode json = JsonBytes.object(record.value());
        Map<String, Object> row = new HashMap<>();
        row.put("account_id", wanted("key (account id)", record.key() instanceof String key ? key : null));
        row.put("partition", record.originalKafkaPartition());
        row.put("offset", record.originalKafkaOffset());
        row.put("at", wanted("timestamp", record.timestamp()));
        row.put("type", name(wanted("ce_type", header(record, "ce_type"))));
        row.put("payload", JsonBytes.text(record.value()));
        putIfPresent(row, "record_id", header(record, "ce_id"));
        putIfPresent(row, "call_id", header(record, "ce_subject"));
        // parsing proves the archive can be replayed; the bytes themselves are what is kept
        if (json.isEmpty()) {
            throw new DataException("The record is an empty object");
        }
        return row;
    }

    private static String name(String type) {
        return VERSION.matcher(type).replaceFirst("");
    }

    private static void putIfPresent(Map<String, Object> row, String column, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            row.put(column, value);
        }
    }

    private static <T> T wanted(String what, @Nullable T value) {
        if (value == null) {
            throw new DataException("The record has no " + what);
        }
        return value;
    }

    private static @Nullable String header(SinkRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        return header != null && header.value() instanceof String value ? value : null;
    }
}
