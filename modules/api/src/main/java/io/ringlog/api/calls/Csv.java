package io.ringlog.api.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.wire.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows as comma separated values with a line of names (RFC 4180); null is empty, a list is parted by spaces. */
final class Csv {
    private static final String END = "\r\n";

    private Csv() {}

    /** One column for each component, in their order. */
    static <T extends Record> String of(Class<T> type, List<T> rows) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(SnakeCaseStrategy.INSTANCE::translate)
                .toList();
        var text = new StringBuilder(String.join(",", names)).append(END);
        rows.forEach(row ->
                text.append(line(names, Json.documentMapper().valueToTree(row))).append(END));
        return text.toString();
    }

    private static String line(List<String> names, ObjectNode row) {
        return names.stream().map(name -> cell(row.path(name))).collect(Collectors.joining(","));
    }

    private static String joined(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "));
    }

    private static String cell(JsonNode value) {
        String text = value.isArray() ? joined(value) : value.isNull() ? "" : value.asText();
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
