package io.ringlog.config.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.form.Fields;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.NodeData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of flow node: its name in documents, its fields, and what they are when nothing is said. */
record NodeKind<R extends Record>(String name, Fields<R> fields, Map<String, Object> defaults) {

    /** What a canvas may write into {@code data} for itself. */
    private static final Set<String> NOT_OURS = Set.of("kind", "label");

    private static final Map<String, NodeKind<?>> KINDS = new LinkedHashMap<>();

    static {
        Arrays.stream(NodeData.class.getPermittedSubclasses()).forEach(type -> {
            String name = nameOf(type);
            KINDS.put(name, of(name, type.asSubclass(Record.class)));
        });
    }

    static Optional<NodeKind<?>> named(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    static String names() {
        return String.join(", ", KINDS.keySet());
    }

    /** {@code TimeCondition} is written {@code timeCondition}. */
    static String nameOf(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    Optional<R> read(ObjectNode data, Problems problems) {
        int before = problems.count();
        Map<String, @Nullable Object> values = new HashMap<>(defaults);
        values.putAll(fields.read(data, NOT_OURS, problems));
        return problems.count() == before ? fields.build(values, problems) : Optional.empty();
    }

    private static <R extends Record> NodeKind<R> of(String name, Class<R> type) {
        return new NodeKind<>(name, Fields.plain(type), defaultsOf(name));
    }

    private static Map<String, Object> defaultsOf(String name) {
        return switch (name) {
            case "entry" -> Map.of("trigger", "inbound");
            case "menu" -> Map.of("minDigits", 1, "timeoutSec", 5, "maxFailures", 3, "maxTimeouts", 3, "bargeIn", true);
            case "collect" -> Map.of("minDigits", 1, "timeoutSec", 5, "maxTries", 3);
            default -> Map.of();
        };
    }
}
