package io.ringlog.config.resource;

import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds the id of another row of the same account.
 *
 * @param list component that is a list of the records {@code component} belongs to; null when it is one of the row
 * @param kind component that says which table, with {@code word} as its value; null when the table is always the same
 * @param target name of the resource the id belongs to
 * @param sense what the reference means for calls
 */
public record Link(
        @Nullable String list,
        String component,
        @Nullable String kind,
        @Nullable Enum<?> word,
        String target,
        Sense sense) {

    /** What a reference means for calls. */
    public enum Sense {
        /** A call of the row goes on to the other. */
        LEADS,
        /** The phones of the other, a user, ring for a call of the row. */
        RINGS,
        /** The other says when the row takes calls. */
        HOURS,
        /** The row is one of the phones of the other. */
        PHONE_OF,
        /** Calls of the other go on to the row. */
        SERVES,
        /** Nothing: no call goes this way. */
        NONE
    }

    /** An id that a row holds, and in which of its fields. */
    public record Held(String field, String id) {}

    static Link to(String component, String target, Sense sense) {
        return new Link(null, component, null, null, target, sense);
    }

    static Link hours() {
        return to("scheduleId", "schedule", Sense.HOURS);
    }

    /** One of each part of a row. */
    static Link each(String list, String component, String target, Sense sense) {
        return new Link(list, component, null, null, target, sense);
    }

    static Link by(String component, String kind, Enum<?> word, String target, Sense sense) {
        return new Link(null, component, kind, word, target, sense);
    }

    /** The field's name in a document, of the row or of each part of it. */
    public String field(Fields<?> fields) {
        return list == null
                ? fields.component(component).name()
                : part(fields).component(component).name();
    }

    /** The name of the document's list that holds the field; null when the row itself holds it. */
    public @Nullable String section(Fields<?> fields) {
        return list == null ? null : fields.component(list).name();
    }

    /** Whether the row's kind is the one of this link. */
    public <R extends Record> boolean applies(Fields<R> fields, R row) {
        return kind == null || word == fields.value(row, kind);
    }

    /** What the row holds here, whatever its kind says. */
    public <R extends Record> List<Held> held(Fields<R> fields, R row) {
        List<Held> held = new ArrayList<>();
        if (list == null) {
            add(held, field(fields), fields.value(row, component));
            return held;
        }
        List<?> parts = (List<?>) Objects.requireNonNull(fields.value(row, list));
        Field field = part(fields).component(component);
        for (int i = 0; i < parts.size(); i++) {
            add(held, section(fields) + "[" + i + "]." + field.name(), field.value((Record) parts.get(i)));
        }
        return held;
    }

    private static void add(List<Held> held, String field, @Nullable Object id) {
        if (id != null) {
            held.add(new Held(field, id.toString()));
        }
    }

    private Fields<?> part(Fields<?> fields) {
        return Fields.snake(
                fields.component(Objects.requireNonNull(list)).element().asSubclass(Record.class));
    }
}
