package io.ringlog.config.form;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record under its outside name.
 *
 * @param name outside name: snake_case in documents and tables, the component's own name in flow nodes
 * @param element what a list holds; the type itself otherwise
 */
public record Field(RecordComponent component, String name, Class<?> type, Class<?> element, boolean nullable) {

    static Field snake(RecordComponent component) {
        return of(component, snake(component.getName()));
    }

    static Field plain(RecordComponent component) {
        return of(component, component.getName());
    }

    /** {@code ringTimeoutSec} becomes {@code ring_timeout_sec}. */
    public static String snake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    public String componentName() {
        return component.getName();
    }

    public @Nullable Object value(Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an accessor of " + row.getClass() + " failed", e);
        }
    }

    private static Field of(RecordComponent component, String name) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Class<?> element = component.getGenericType() instanceof ParameterizedType generic
                ? (Class<?>) Objects.requireNonNull(generic.getActualTypeArguments())[0]
                : component.getType();
        return new Field(component, name, component.getType(), element, nullable);
    }
}
