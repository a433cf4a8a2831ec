package io.ringlog.config.form;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record under its outside name. A component that is a record itself is written flat, as a field for
 * each of its own components: {@code closedDest} of kind and id is {@code closed_dest_kind} and {@code closed_dest_id}.
 *
 * @param component what the field holds: a component of the row, or of the record {@code whole} holds
 * @param whole the row's component this is a part of; null when the field is a component of the row
 * @param name outside name: snake_case in documents and tables, the component's own name in flow nodes
 * @param componentName one name for the field inside, {@code closedDestKind}
 * @param element what a list holds; the type itself otherwise
 */
public record Field(
        RecordComponent component,
        @Nullable RecordComponent whole,
        String name,
        String componentName,
        Class<?> type,
        Class<?> element,
        boolean nullable) {

    static List<Field> snake(RecordComponent component) {
        return component.getType().isRecord()
                ? parts(component)
                        .map(part -> of(part, component, snake(joined(component, part)), joined(component, part)))
                        .toList()
                : List.of(of(component, null, snake(component.getName()), component.getName()));
    }

    static List<Field> plain(RecordComponent component) {
        return List.of(of(component, null, component.getName(), component.getName()));
    }

    /** {@code ringTimeoutSec} becomes {@code ring_timeout_sec}. */
    public static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** The value in a row; a part of what is not there is as absent as it can be. */
    public @Nullable Object value(Record row) {
        if (whole == null) {
            return read(component, row);
        }
        Record held = (Record) read(whole, row);
        return held == null ? Forms.absent(this) : read(component, held);
    }

    private static @Nullable Object read(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an accessor of " + row.getClass() + " failed", e);
        }
    }

    private static Stream<RecordComponent> parts(RecordComponent whole) {
        return Stream.of(whole.getType().getRecordComponents());
    }

    private static String joined(RecordComponent whole, RecordComponent part) {
        String name = part.getName();
        return whole.getName() + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Field of(
            RecordComponent component, @Nullable RecordComponent whole, String name, String componentName) {
        boolean nullable = isNullable(component) || (whole != null && isNullable(whole));
        return new Field(component, whole, name, componentName, component.getType(), element(component), nullable);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Class<?> element(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType generic
                ? (Class<?>) Objects.requireNonNull(generic.getActualTypeArguments())[0]
                : component.getType();
    }
}
