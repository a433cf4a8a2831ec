package io.ringlog.kernel;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies of records that have many components. By reflection: not for what happens in every call. */
public final class Records {

    private Records() {}

    /**
     * The same record with other values.
     *
     * @param values by the name of the component
     * @throws IllegalArgumentException for a name that the record has no component of
     */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R with(R row, Map<String, ? extends @Nullable Object> values) {
        RecordComponent[] components = row.getClass().getRecordComponents();
        List<Class<?>> types = new ArrayList<>();
        List<@Nullable Object> arguments = new ArrayList<>();
        try {
            for (RecordComponent component : components) {
                String name = component.getName();
                types.add(component.getType());
                arguments.add(
                        values.containsKey(name)
                                ? values.get(name)
                                : component.getAccessor().invoke(row));
            }
            var constructor = row.getClass().getDeclaredConstructor(types.toArray(Class<?>[]::new));
            require(components, values);
            return (R) constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + row.getClass().getName() + " can be made", e);
        }
    }

    private static void require(RecordComponent[] components, Map<String, ?> values) {
        List<String> names = Stream.of(components).map(RecordComponent::getName).toList();
        values.keySet().stream().filter(it -> !names.contains(it)).findFirst().ifPresent(stray -> {
            throw new IllegalArgumentException("there is no component " + stray + " among " + names);
        });
    }
}
