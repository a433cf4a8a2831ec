package io.ringlog.config.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of one resource: a column for each component, except those that live in tables of their own. */
public final class Table<R extends Record> {

    private final String name;
    private final Fields<R> fields;
    private final List<Field> columns;

    Table(String name, Fields<R> fields, Set<String> elsewhere) {
        this.name = name;
        this.fields = fields;
        this.columns = fields.all().stream()
                .filter(field -> !elsewhere.contains(field.componentName()))
                .toList();
    }

    public String name() {
        return name;
    }

    void insert(Sql sql, R row, long at) {
        List<@Nullable Object> values = values(row);
        values.add(at);
        values.add(at);
        sql.run(
                "INSERT INTO " + name + " (" + names(", ") + ", row_version, created_at, updated_at) VALUES ("
                        + "?, ".repeat(columns.size()) + "1, ?, ?)",
                values.toArray());
    }

    void update(Sql sql, R row, String id, long at) {
        List<@Nullable Object> values = values(row);
        values.add(at);
        values.add(id);
        sql.run(
                "UPDATE " + name + " SET " + names(" = ?, ")
                        + " = ?, row_version = row_version + 1, updated_at = ? WHERE id = ?",
                values.toArray());
    }

    void delete(Sql sql, String id) {
        sql.run("DELETE FROM " + name + " WHERE id = ?", id);
    }

    /** The row's columns as components; {@code rest} brings the components that live elsewhere. */
    Stored<R> read(Row row, Map<String, @Nullable Object> rest) {
        Map<String, @Nullable Object> values = new HashMap<>(rest);
        for (Field field : columns) {
            values.put(field.componentName(), fromColumn(field, row.value(field.name())));
        }
        Problems broken = new Problems();
        Optional<R> value = fields.build(values, broken);
        return new Stored<>(
                value.orElseThrow(() -> new IllegalStateException(name + " " + row.text("id") + ": " + broken.all())),
                row.integer("row_version"),
                row.integer("created_at"),
                row.integer("updated_at"));
    }

    static @Nullable Object toColumn(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean it -> it ? 1 : 0;
            case Enum<?> it -> Forms.word(it);
            case JsonNode it -> it.toString();
            case Map<?, ?> it -> Forms.write(it).toString();
            case List<?> it -> Forms.write(it).toString();
            default -> value;
        };
    }

    static @Nullable Object fromColumn(Field field, @Nullable Object column) {
        if (column == null) {
            return null;
        } else if (field.type() == boolean.class) {
            return ((Number) column).intValue() == 1;
        } else if (field.type() == int.class || field.type() == Integer.class) {
            return ((Number) column).intValue();
        } else if (field.type().isEnum()) {
            return Forms.constant(field.type(), column.toString());
        } else if (field.type() == Map.class || field.type() == JsonNode.class) {
            return json(field.type(), column.toString());
        } else if (field.type() == List.class) {
            return list(field, column.toString());
        }
        return column.toString();
    }

    private static List<?> list(Field field, String text) {
        JsonNode list = (JsonNode) json(JsonNode.class, text);
        List<Object> values = new ArrayList<>();
        list.forEach(one -> values.add(element(field.element(), one)));
        return values;
    }

    private static Object element(Class<?> type, JsonNode json) {
        if (type.isEnum()) {
            return Objects.requireNonNull(Forms.constant(type, json.asText()));
        }
        return type.isRecord() ? Fields.stored(type.asSubclass(Record.class), json) : json.asText();
    }

    private static Object json(Class<?> type, String text) {
        try {
            return type == Map.class
                    ? Json.mapper().readValue(text, new TypeReference<Map<String, String>>() {})
                    : Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a column holds broken JSON", e);
        }
    }

    private List<@Nullable Object> values(R row) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(field -> values.add(toColumn(field.value(row))));
        return values;
    }

    private String names(String separator) {
        return columns.stream().map(Field::name).collect(Collectors.joining(separator));
    }
}
