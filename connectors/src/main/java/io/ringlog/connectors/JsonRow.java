package io.ringlog.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose fields are the table's columns; what is nested in a text column is kept as JSON text, unknown
 * fields are left out.
 */
record JsonRow(LakeTable table) implements RowShape {

    @Override
    public Map<String, Object> row(SinkRecord record) {
        return row(JsonBytes.object(record.value()));
    }

    Map<String, Object> row(ObjectNode json) {
        Map<String, Object> row = new HashMap<>();
        for (NestedField column : table.schema().columns()) {
            Object value = value(column, json.get(column.name()));
            if (value != null) {
                row.put(column.name(), value);
            } else if (column.isRequired()) {
                throw new DataException(column.name() + " is missing");
            }
        }
        return row;
    }

    private static @Nullable Object value(NestedField column, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        Object value = typed(column.type().typeId(), node);
        if (value == null) {
            throw new DataException(column.name() + " is not a " + column.type() + ": " + node.getNodeType());
        }
        return value;
    }

    private static @Nullable Object typed(Type.TypeID type, JsonNode node) {
        return switch (type) {
            case STRING -> text(node);
            case INTEGER -> node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : null;
            case LONG -> node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
            case BOOLEAN -> node.isBoolean() ? node.booleanValue() : null;
            case TIMESTAMP -> millis(node);
            case LIST -> texts(node);
            default -> throw new IllegalStateException("No column of the lake is a " + type);
        };
    }

    private static @Nullable String text(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        return node.isContainerNode() ? node.toString() : null;
    }

    private static @Nullable List<String> texts(JsonNode node) {
        if (!node.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node) {
            if (!one.isTextual()) {
                return null;
            }
            texts.add(one.textValue());
        }
        return texts;
    }

    private static @Nullable Long millis(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        try {
            return node.isTextual() ? Instant.parse(node.textValue()).toEpochMilli() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
