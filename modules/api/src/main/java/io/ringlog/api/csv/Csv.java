package io.ringlog.api.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import io.ringlog.api.route.Answer;
import io.ringlog.api.route.Request;
import io.ringlog.api.route.Route;
import io.ringlog.api.route.Schemas;
import io.ringlog.wire.Json;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as comma separated values with a line of names (RFC 4180); null is empty, a list is parted by spaces. A
 * text that a spreadsheet would take for a formula has an apostrophe before it.
 */
public final class Csv {
    private static final String END = "\r\n";
    private static final String NEXT = "x-next-cursor";

    private Csv() {}

    /** One column for each component, in their order. */
    public static <T extends Record> String of(Class<T> type, List<T> rows) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(SnakeCaseStrategy.INSTANCE::translate)
                .toList();
        return of(
                names,
                rows.stream()
                        .map(row -> Json.documentMapper().<ObjectNode>valueToTree(row))
                        .toList());
    }

    /** The fields of documents with these names, in their order. */
    public static String of(List<String> names, List<ObjectNode> rows) {
        var text = new StringBuilder(String.join(",", names)).append(END);
        rows.forEach(row -> text.append(line(names, row)).append(END));
        return text.toString();
    }

    /** Whether CSV is asked for, by {@code format} or else by {@code Accept}. */
    public static boolean isAsked(Request request) {
        boolean accepted = request.header("Accept")
                .filter(wanted -> wanted.strip().startsWith(Answer.CSV))
                .isPresent();
        String format = request.query("format").orElse(accepted ? "csv" : "json");
        if (!format.equals("json") && !format.equals("csv")) {
            throw Refused.field(Why.INVALID, "format", "request.bad-parameter", "must be json or csv");
        }
        return format.equals("csv");
    }

    /** A route that answers in CSV too: with the parameter that asks for it, and where the next page begins. */
    public static Route alsoIn(Route route) {
        return route.query(
                        "format",
                        "json unless told here or by Accept: text/csv",
                        Schemas.choice(List.of("json", "csv")))
                .answers(
                        200,
                        Answer.CSV,
                        Schemas.text().put("description", "a line of names, then a line for each row"),
                        NEXT);
    }

    /** A page of CSV; {@code next} is where the next one begins, null on the last. */
    public static Answer page(String text, @Nullable String next) {
        return Answer.csv(text, next == null ? Map.of() : Map.of(NEXT, next));
    }

    private static String line(List<String> names, ObjectNode row) {
        return names.stream().map(name -> cell(row.path(name))).collect(Collectors.joining(","));
    }

    private static String joined(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "));
    }

    private static String text(JsonNode value) {
        if (value.isArray() && value.valueStream().noneMatch(JsonNode::isContainerNode)) {
            return joined(value);
        } else if (value.isContainerNode()) {
            return value.isEmpty() ? "" : value.toString();
        }
        return value.isNull() ? "" : value.asText();
    }

    private static String cell(JsonNode value) {
        String text = value.isNumber() || value.isBoolean() ? value.asText() : Guard.on(text(value));
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
