package io.ringlog.domain.brain;

import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Input;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inputs of every kind there is, by the sealed family itself: each kind with every word of its enums, every member of
 * what is sealed in it, and without each of what may be missing. Texts are taken by the name of their component.
 */
final class EveryInput {

    /** Nodes of flows lie in each other. */
    private static final int DEEPEST = 8;

    /** Below what an input says itself, each thing is there once; members of what is sealed all the same. */
    private static final int VARIED = 4;

    private final Map<String, String> texts;
    private final Set<String> unknown = new TreeSet<>();
    private long seq;

    /** @param texts by the name of a component, or by {@code Record.component} */
    EveryInput(Map<String, String> texts) {
        this.texts = texts;
    }

    List<Input> all() {
        List<Input> inputs = new ArrayList<>();
        examples(Input.class, "", 0).forEach(it -> inputs.add((Input) it));
        if (!unknown.isEmpty()) {
            throw new AssertionError("say whose these are: " + unknown);
        }
        return inputs;
    }

    private List<@Nullable Object> examples(Type type, String name, int depth) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), name, depth);
        }
        Class<?> simple = (Class<?>) type;
        if (simple == EdgeStamp.class) {
            seq++;
            return List.of(new EdgeStamp("edge-of-nobody", 1, seq, Instant.EPOCH));
        } else if (simple.isRecord()) {
            return records(simple, depth);
        } else if (simple.isSealed()) {
            return depth > DEEPEST ? List.of() : members(simple, name, depth);
        }
        return simple.isEnum() ? List.of(simple.getEnumConstants()) : List.of(plain(simple, name));
    }

    private List<@Nullable Object> members(Class<?> family, String name, int depth) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Class<?> member : family.getPermittedSubclasses()) {
            all.addAll(examples(member, name, depth + 1));
        }
        return all;
    }

    private List<@Nullable Object> container(Class<?> raw, Type[] of, String name, int depth) {
        List<@Nullable Object> inner = examples(of[of.length - 1], name, depth + 1);
        Object first = inner.isEmpty() ? null : inner.getFirst();
        if (raw == Optional.class) {
            return List.of(Optional.ofNullable(first));
        } else if (Map.class.isAssignableFrom(raw)) {
            return List.of(first == null ? new TreeMap<>() : new TreeMap<>(Map.of(text(name), first)));
        }
        List<Object> one = first == null ? List.of() : List.of(first);
        return List.of(Set.class.isAssignableFrom(raw) ? new TreeSet<>(one) : one);
    }

    /** One that has the first of everything, and one for each other thing that a component may be. */
    private List<@Nullable Object> records(Class<?> type, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<@Nullable Object>> choices = new ArrayList<>();
        for (RecordComponent component : components) {
            String name = type.getSimpleName() + "." + component.getName();
            List<@Nullable Object> some = new ArrayList<>(examples(component.getGenericType(), name, depth + 1));
            if (some.isEmpty() || component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                some.add(null);
            }
            choices.add(some);
        }
        List<@Nullable Object> made = new ArrayList<>();
        @Nullable Object[] values = choices.stream().map(List::getFirst).toArray();
        add(made, type, values);
        if (depth > VARIED) {
            return made;
        }
        for (int i = 0; i < components.length; i++) {
            for (Object other : choices.get(i).subList(1, choices.get(i).size())) {
                @Nullable Object[] varied = values.clone();
                varied[i] = other;
                add(made, type, varied);
            }
        }
        return made;
    }

    /** What a record itself refuses nobody can write. */
    private static void add(List<@Nullable Object> made, Class<?> type, @Nullable Object[] values) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            made.add(canonical.newInstance(values));
        } catch (InvocationTargetException refused) {
            if (made.isEmpty() && values.length == 0) {
                throw new AssertionError(type + " cannot be made", refused);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException broken) {
            throw new AssertionError(type + " cannot be made of " + Arrays.toString(values), broken);
        }
    }

    private Object plain(Class<?> type, String name) {
        if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == double.class || type == Double.class) {
            return 1.0;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == String.class || type == Object.class) {
            return text(name);
        }
        throw new AssertionError("say what a " + type + " is, of " + name);
    }

    private String text(String name) {
        String bare = name.substring(name.indexOf('.') + 1);
        String text = texts.get(name);
        String shared = text == null ? texts.get(bare) : text;
        if (shared == null && names(bare)) {
            unknown.add(name);
        }
        return shared == null ? "1" : shared;
    }

    /** Whether it is one of those that say which thing is meant. */
    private static boolean names(String component) {
        return component.equals("id") || component.matches(".*(Id|Ids|Key|Of)");
    }
}
