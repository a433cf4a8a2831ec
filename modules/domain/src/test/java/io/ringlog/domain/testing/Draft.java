package io.ringlog.domain.testing;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record in the making, so that a test names the components it speaks of and no others: what nobody sets is null,
 * empty, 0, false or the first of its words. A component that does not exist is an error.
 */
public final class Draft<R extends Record> {

    private final Class<R> type;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    private Draft(Class<R> type) {
        this.type = type;
    }

    public static <R extends Record> Draft<R> of(Class<R> type) {
        return new Draft<>(type);
    }

    /** Begins with the components of another. */
    @SuppressWarnings("unchecked")
    public static <R extends Record> Draft<R> like(R row) {
        Draft<R> draft = new Draft<>((Class<R>) row.getClass());
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            draft.values.put(component.getName(), valueOf(component, row));
        }
        return draft;
    }

    public Draft<R> with(String component, @Nullable Object value) {
        if (Arrays.stream(type.getRecordComponents())
                .noneMatch(it -> it.getName().equals(component))) {
            throw new IllegalArgumentException(type.getSimpleName() + " has no component " + component);
        }
        values.put(component, value);
        return this;
    }

    public R row() {
        List<Class<?>> types = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.add(component.getType());
            arguments.add(values.getOrDefault(component.getName(), unsaid(component)));
        }
        try {
            return type.getDeclaredConstructor(types.toArray(Class<?>[]::new)).newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + type.getSimpleName() + " can be made of " + values, e);
        }
    }

    private static @Nullable Object unsaid(RecordComponent component) {
        Class<?> type = component.getType();
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == boolean.class) {
            return false;
        } else if (type == List.class) {
            return List.of();
        } else if (type == Map.class) {
            return Map.of();
        }
        return type.isEnum() ? type.getEnumConstants()[0] : "";
    }

    private static @Nullable Object valueOf(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an accessor of " + row.getClass() + " failed", e);
        }
    }
}
