package io.ringlog.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Turns result rows back into the records their topic had, column by column as the table declares them; times travel
 * as milliseconds, so that no session time zone touches them.
 */
final class HistoryRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private HistoryRows() {}

    /** The select list of a table: every column under its own name. */
    static String columns(LakeTable table) {
        return table.schema().columns().stream().map(HistoryRows::column).collect(Collectors.joining(", "));
    }

    /** Reads rows of the table; a column without a value is left out. */
    static DuckDb.RowReader<ObjectNode> of(LakeTable table) {
        return row -> {
            ObjectNode record = JSON.objectNode();
            for (NestedField column : table.schema().columns()) {
                Object value = row.getObject(column.name());
                if (value != null) {
                    record.set(
                            column.name(),
                            LakeColumns.NESTED.contains(column.name()) ? JsonBytes.any(value) : json(value));
                }
            }
            return record;
        };
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static String column(NestedField field) {
        String name = '"' + field.name() + '"';
        return field.type().typeId() == Type.TypeID.TIMESTAMP ? "epoch_ms(" + name + ") AS " + name : name;
    }

    private static JsonNode json(Object value) throws SQLException {
        return switch (value) {
            case String text -> JSON.textNode(text);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Boolean yes -> JSON.booleanNode(yes);
            case Array list -> texts((Object[]) list.getArray());
            default -> throw new IllegalStateException("No column of the lake holds a " + value.getClass());
        };
    }

    private static ArrayNode texts(Object[] list) {
        ArrayNode texts = JSON.arrayNode();
        for (Object one : list) {
            texts.add((String) one);
        }
        return texts;
    }
}
