package io.ringlog.api.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.api.csv.CsvTable.Line;
import io.ringlog.api.port.FieldProblem;
import io.ringlog.api.port.ResourceShape;
import io.ringlog.api.port.ResourceShape.FieldShape;
import io.ringlog.api.port.ResourceShape.Kind;
import io.ringlog.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes documents of the lines of a table, by what the columns of a resource hold; guesses nothing. */
public final class CsvRows {

    /** What a spreadsheet makes of a long number: {@code 4.93E+11}, in some countries {@code 4,93E+11}. */
    private static final Pattern ROUNDED = Pattern.compile("[0-9]+([.,][0-9]+)?[eE]\\+[0-9]+");

    private final Map<String, FieldShape> fields;
    private final List<FieldProblem> problems = new ArrayList<>();

    public CsvRows(ResourceShape shape) {
        this.fields = shape.fields().stream().collect(Collectors.toMap(FieldShape::name, Function.identity()));
    }

    /** One for each line, in their order; a column that is no field holds text. */
    public List<ObjectNode> of(CsvTable table) {
        return table.lines().stream().map(line -> row(table.names(), line)).toList();
    }

    /** What could not be read. */
    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    private ObjectNode row(List<String> names, Line line) {
        ObjectNode row = Json.mapper().createObjectNode();
        for (int i = 0; i < names.size(); i++) {
            cell(row, names.get(i), line.cells().get(i), line.number());
        }
        return row;
    }

    /** An empty cell clears what may be nothing, and says nothing of what may not. */
    private void cell(ObjectNode row, String name, String cell, int line) {
        FieldShape field = fields.get(name);
        String text = Guard.off(cell.strip());
        if (text.isEmpty()) {
            if (field != null && field.kind() == Kind.TEXTS) {
                row.putArray(name);
            } else if (field != null && field.nullable() && field.access() == ResourceShape.Access.READ_WRITE) {
                row.putNull(name);
            }
            return;
        }
        if (ROUNDED.matcher(text).matches()) {
            problem(
                    name,
                    line,
                    "config.rounded-number",
                    "is " + text
                            + ": a spreadsheet has rounded it; write the number again and format the column as text");
        } else if (cell.strip().startsWith("=") && text.startsWith("=")) {
            problem(name, line, "config.formula", "is a formula");
        } else {
            row.set(name, value(field == null ? Kind.TEXT : field.kind(), name, text, line));
        }
    }

    private JsonNode value(Kind kind, String name, String text, int line) {
        return switch (kind) {
            case INTEGER -> integer(text);
            case BOOLEAN -> truth(text);
            case TEXTS -> texts(text);
            case OBJECTS, VARIABLES, GRAPH -> json(name, text, line);
            case TEXT, CHOICE -> Json.mapper().getNodeFactory().textNode(text);
        };
    }

    /** What is none stays text, which the row refuses by name. */
    private static JsonNode integer(String text) {
        var json = Json.mapper().getNodeFactory();
        return text.matches("-?[0-9]{1,9}") ? json.numberNode(Integer.parseInt(text)) : json.textNode(text);
    }

    private static JsonNode truth(String text) {
        var json = Json.mapper().getNodeFactory();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> json.booleanNode(true);
            case "false", "0" -> json.booleanNode(false);
            default -> json.textNode(text);
        };
    }

    private static ArrayNode texts(String text) {
        ArrayNode texts = Json.mapper().createArrayNode();
        for (String part : text.split("[\\s,;]+")) {
            texts.add(part);
        }
        return texts;
    }

    private JsonNode json(String name, String text, int line) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            problem(name, line, "config.not-json", "must be JSON");
            return Json.mapper().nullNode();
        }
    }

    private void problem(String field, int line, String code, String message) {
        problems.add(new FieldProblem(field, code, message, line));
    }
}
