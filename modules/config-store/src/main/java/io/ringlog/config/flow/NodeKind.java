package io.ringlog.config.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.form.Fields;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.node.NodeData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of flow node: its name in documents and its fields. */
public record NodeKind<R extends Record>(String name, Fields<R> fields) {

    /** What a canvas may write into {@code data} for itself. */
    private static final Set<String> NOT_OURS = Set.of("kind", "label");

    private static final Map<String, NodeKind<?>> KINDS = new LinkedHashMap<>();

    static {
        Arrays.stream(NodeData.class.getPermittedSubclasses()).forEach(type -> {
            String name = NodeData.kindOf(type);
            KINDS.put(name, new NodeKind<>(name, Fields.plain(type.asSubclass(Record.class))));
        });
    }

    /** Every kind there is, in their order. */
    public static List<NodeKind<?>> all() {
        return List.copyOf(KINDS.values());
    }

    static Optional<NodeKind<?>> named(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    static String names() {
        return String.join(", ", KINDS.keySet());
    }

    Optional<R> read(ObjectNode data, Problems problems) {
        int before = problems.count();
        R draft = draft(data, problems);
        return problems.count() == before ? Optional.of(draft) : Optional.empty();
    }

    /** The parameters with stand-ins for those that cannot be read. */
    R draft(ObjectNode data, Problems problems) {
        int before = problems.count();
        Map<String, @Nullable Object> values = new HashMap<>(fields.unsaid());
        values.putAll(fields.read(data, NOT_OURS, problems));
        return fields.draft(values, problems.beside(before));
    }
}
