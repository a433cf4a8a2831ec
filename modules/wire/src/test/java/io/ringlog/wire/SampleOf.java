package io.ringlog.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a full value of a record type, every component present, always the same. */
final class SampleOf {

    private SampleOf() {}

    static Object record(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = Arrays.stream(components)
                    .map(c -> value(c.getGenericType(), c.getName()))
                    .toArray();
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private static Object value(Type type, String name) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), name);
        }
        return simple((Class<?>) type, name);
    }

    private static Object container(Class<?> raw, Type[] arguments, String name) {
        if (raw == Optional.class) {
            return Optional.of(value(arguments[0], name));
        }
        if (SortedSet.class.isAssignableFrom(raw)) {
            return new TreeSet<>(List.of(value(arguments[0], name)));
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return List.of(value(arguments[0], name));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return new TreeMap<>(Map.of("k", value(arguments[1], name)));
        }
        throw new IllegalStateException("no sample of " + raw);
    }

    private static Object simple(Class<?> type, String name) {
        if (type == String.class) {
            return name;
        }
        if (type == boolean.class || type == Boolean.class) {
            return true;
        }
        if (type == int.class || type == Integer.class) {
            return 7;
        }
        if (type == long.class || type == Long.class) {
            return 7_000_000_000L;
        }
        if (type == Instant.class) {
            return Instant.ofEpochMilli(1_700_000_000_123L);
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(90);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return record(type.isRecord() ? type : SealedFamilies.members(type).getFirst());
    }
}
