package io.ringlog.config.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one record type: reads them from a document, naming everything that is wrong, and writes them back. */
public final class Fields<R extends Record> {

    private final Class<R> type;
    private final Map<String, Field> byName = new LinkedHashMap<>();
    private final Map<String, Field> byComponent = new LinkedHashMap<>();
    private final List<List<Field>> components = new ArrayList<>();
    private final Map<String, Object> unsaid = new LinkedHashMap<>();
    private final Constructor<R> constructor;

    private Fields(Class<R> type, Function<RecordComponent, List<Field>> naming) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            List<Field> fields = naming.apply(component);
            components.add(fields);
            for (Field field : fields) {
                byName.put(field.name(), field);
                byComponent.put(field.componentName(), field);
                Forms.unsaid(field).ifPresent(value -> unsaid.put(field.componentName(), value));
            }
        }
        this.constructor = canonical(type);
    }

    /** Fields with snake_case names, as resources have them. */
    public static <R extends Record> Fields<R> snake(Class<R> type) {
        return new Fields<>(type, Field::snake);
    }

    /** Fields with the names of the components, as flow nodes have them. */
    public static <R extends Record> Fields<R> plain(Class<R> type) {
        return new Fields<>(type, Field::plain);
    }

    /** A record of our own store, which was checked when it came in. */
    public static <R extends Record> R stored(Class<R> type, JsonNode json) {
        Fields<R> fields = snake(type);
        Map<String, @Nullable Object> values = new HashMap<>(fields.unsaid());
        Problems broken = new Problems();
        values.putAll(fields.read((ObjectNode) json, Set.of(), broken));
        return fields.build(values, broken)
                .orElseThrow(() -> new IllegalStateException("a stored " + type.getSimpleName() + ": " + broken.all()));
    }

    public List<Field> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Field> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Field component(String name) {
        Field field = byComponent.get(name);
        if (field == null) {
            throw new IllegalArgumentException(type + " has no component " + name);
        }
        return field;
    }

    /** What components are when nobody says anything; those that have to be said are not there. */
    public Map<String, Object> unsaid() {
        return unsaid;
    }

    /** The value of a component of a row. */
    public @Nullable Object value(R row, String component) {
        return component(component).value(row);
    }

    /** All components of a row. */
    public Map<String, @Nullable Object> values(R row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        byComponent.forEach((name, field) -> values.put(name, field.value(row)));
        return values;
    }

    /**
     * What a document gives, by component; what cannot be read is not given. Names in {@code others} are somebody
     * else's business.
     */
    public Map<String, @Nullable Object> read(ObjectNode document, Set<String> others, Problems problems) {
        Map<String, @Nullable Object> given = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : document.properties()) {
            Field field = byName.get(entry.getKey());
            if (field != null && !others.contains(entry.getKey())) {
                int before = problems.count();
                Object value = Forms.read(field, entry.getValue(), problems);
                if (value != null || problems.count() == before) {
                    given.put(field.componentName(), value);
                }
            } else if (!others.contains(entry.getKey())) {
                problems.add(entry.getKey(), "config.unknown-field", "is not a field of this resource");
            }
        }
        return given;
    }

    /** The row, or empty with a problem for each required component without a value. */
    public Optional<R> build(Map<String, @Nullable Object> values, Problems problems) {
        int before = problems.count();
        R row = draft(values, problems);
        return problems.count() == before ? Optional.of(row) : Optional.empty();
    }

    /**
     * The row with a problem and a stand-in for each required component without a value, so that the other components
     * can be checked; it must not be kept.
     */
    public R draft(Map<String, @Nullable Object> values, Problems problems) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (List<Field> fields : components) {
            RecordComponent whole = fields.getFirst().whole();
            arguments.add(
                    whole == null
                            ? argument(fields.getFirst(), values, problems)
                            : whole(whole, fields, values, problems));
        }
        return construct(constructor, arguments);
    }

    private static @Nullable Object argument(Field field, Map<String, @Nullable Object> values, Problems problems) {
        Object value = values.get(field.componentName());
        Object argument = value == null ? Forms.absent(field) : value;
        if (argument != null || field.nullable()) {
            return argument;
        }
        problems.add(field.name(), "config.required", "is required");
        return Forms.standIn(field);
    }

    /** A record of several fields is there when its first is: the others have nothing to belong to without it. */
    private static @Nullable Object whole(
            RecordComponent whole, List<Field> parts, Map<String, @Nullable Object> values, Problems problems) {
        List<@Nullable Object> arguments =
                parts.stream().map(it -> argument(it, values, problems)).toList();
        if (arguments.getFirst() != null) {
            return construct(canonical(whole.getType().asSubclass(Record.class)), arguments);
        }
        for (int i = 1; i < parts.size() && !problems.isSilent(parts.getFirst().name()); i++) {
            problems.require(
                    Objects.equals(arguments.get(i), Forms.absent(parts.get(i))),
                    parts.get(i).name(),
                    "config.dest-without-kind",
                    "has no " + parts.getFirst().name() + " beside it");
        }
        return null;
    }

    /** The document of a row, without the fields of {@code hidden} components. */
    public ObjectNode write(R row, Set<String> hidden) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        byName.forEach((name, field) -> {
            if (!hidden.contains(field.componentName())) {
                document.set(name, Forms.write(field.value(row)));
            }
        });
        return document;
    }

    private static <T extends Record> T construct(Constructor<T> constructor, List<@Nullable Object> arguments) {
        try {
            return constructor.newInstance(arguments.toArray());
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot make a " + constructor.getDeclaringClass(), e);
        }
    }

    private static <T extends Record> Constructor<T> canonical(Class<T> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " has no canonical constructor", e);
        }
    }
}
