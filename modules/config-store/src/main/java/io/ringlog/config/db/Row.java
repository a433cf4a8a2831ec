package io.ringlog.config.db;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row of an answer: values by column, as SQLite gives them. */
public final class Row {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    void put(String column, @Nullable Object value) {
        values.put(column, value);
    }

    /** The value of a column, null when it is NULL. */
    public @Nullable Object value(String column) {
        return values.get(column);
    }

    public String text(String column) {
        return Objects.requireNonNull(textOrNull(column), column);
    }

    public @Nullable String textOrNull(String column) {
        Object value = values.get(column);
        return value == null ? null : value.toString();
    }

    public long integer(String column) {
        return ((Number) Objects.requireNonNull(values.get(column), column)).longValue();
    }

    public @Nullable Long integerOrNull(String column) {
        Object value = values.get(column);
        return value == null ? null : ((Number) value).longValue();
    }
}
