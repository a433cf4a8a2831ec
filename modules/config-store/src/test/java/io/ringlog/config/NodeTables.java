package io.ringlog.config;

import io.ringlog.config.form.Forms;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.config.node.Refers;
import io.ringlog.domain.config.node.Sound;
import io.ringlog.domain.config.node.Split;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of flow node takes and how it is left, asked of its record: defaults of its annotations, limits of the
 * faults it finds. Knows no prose.
 */
record NodeTables(Class<? extends Record> type) {

    /** What no parameter takes: it is out of every bound, and no word. */
    private static final List<Object> UNFIT = List.of(Integer.MIN_VALUE, "?");

    static List<NodeTables> all() {
        return Arrays.stream(NodeData.class.getPermittedSubclasses())
                .map(node -> new NodeTables(node.asSubclass(Record.class)))
                .toList();
    }

    String kind() {
        return NodeData.kindOf(type);
    }

    /** The cells of each parameter before its prose: what it is when nothing is said, what it takes. */
    Map<String, List<String>> parameters() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (RecordComponent parameter : type.getRecordComponents()) {
            rows.put(parameter.getName(), List.of(unsaid(parameter), takes(parameter)));
        }
        return rows;
    }

    /** How it is left; keys that are pressed are one row, as are values of a switch and shares of a split. */
    List<String> outcomes() {
        NodeData node = usual();
        List<String> outcomes = new ArrayList<>(node.outcomes());
        if (node instanceof Split || node.mayHave("?")) {
            return List.of("…");
        }
        Map.of("digit:", "1", "case:", "1", "status:", "404").forEach((family, one) -> {
            if (node.mayHave(family + one)) {
                outcomes.addFirst(family + "…");
            }
        });
        return outcomes;
    }

    private static String unsaid(RecordComponent parameter) {
        Unsaid said = parameter.getAnnotation(Unsaid.class);
        if (said != null) {
            return "`" + said.value() + "`";
        }
        return isNullable(parameter) ? "*null*" : "required";
    }

    private String takes(RecordComponent parameter) {
        Refers refers = parameter.getAnnotation(Refers.class);
        String stem = parameter.getName().replaceAll("Id$", "");
        if (refers != null) {
            String row =
                    refers.by().isEmpty() ? "the id of a " + refers.to() : "the id of what `" + refers.by() + "` is";
            return row + ", or in a file `" + stem + "` with its name";
        }
        if (parameter.isAnnotationPresent(Sound.class)) {
            return "a [sound](#sounds)";
        }
        Class<?> values = parameter.getType();
        if (values == boolean.class) {
            return "`true`, `false`";
        }
        return values.isEnum() ? words(parameter) : limits(parameter);
    }

    /** Kinds of rows that there are none of in this version are no choice. */
    private String words(RecordComponent parameter) {
        boolean kinds = Arrays.stream(type.getRecordComponents())
                .map(it -> it.getAnnotation(Refers.class))
                .anyMatch(it -> it != null && it.by().equals(parameter.getName()));
        return Arrays.stream(parameter.getType().getEnumConstants())
                .map(it -> Forms.word((Enum<?>) it))
                .filter(it ->
                        !kinds || it.equals("hangup") || Resources.named(it).isPresent())
                .map(it -> "`" + it + "`")
                .collect(Collectors.joining(", "));
    }

    private String limits(RecordComponent parameter) {
        String said = parameter.getName() + " is not ";
        boolean number = parameter.getType() != String.class;
        return usual(parameter, UNFIT.get(number ? 0 : 1)).faults().stream()
                .filter(it -> it.startsWith(said))
                .map(it -> it.substring(said.length()))
                .findFirst()
                .orElse(number ? "a whole number" : "text");
    }

    private NodeData usual() {
        return usual(type.getRecordComponents()[0], null);
    }

    /** One that is as it is when as little as possible is said, but for a parameter with a value. */
    private NodeData usual(RecordComponent special, @Nullable Object value) {
        RecordComponent[] parts = type.getRecordComponents();
        Object[] values = Arrays.stream(parts)
                .map(it -> it.getName().equals(special.getName()) && value != null ? value : least(it))
                .toArray();
        Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return (NodeData) type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no " + type + " of " + Arrays.toString(values), e);
        }
    }

    private static @Nullable Object least(RecordComponent parameter) {
        Unsaid said = parameter.getAnnotation(Unsaid.class);
        Class<?> values = parameter.getType();
        if (isNullable(parameter)) {
            return null;
        } else if (values.isEnum()) {
            return values.getEnumConstants()[0];
        } else if (values == boolean.class) {
            return said != null && said.value().equals("true");
        } else if (values == int.class) {
            return said == null ? 1 : Integer.parseInt(said.value());
        }
        return said == null ? "x" : Objects.requireNonNull(said.value());
    }

    private static boolean isNullable(RecordComponent parameter) {
        return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
