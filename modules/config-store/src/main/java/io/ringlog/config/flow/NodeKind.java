package io.ringlog.config.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.node.NodeData;
import io.ringlog.domain.config.node.Unsaid;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, NodeKind<?>> KINDS = new LinkedHashMap<>();

    static {
        Arrays.stream(NodeData.class.getPermittedSubclasses()).forEach(type -> {
            String name = NodeData.kindOf(type);
            KINDS.put(name, of(name, type.asSubclass(Record.class)));
        });
    }

    static Optional<NodeKind<?>> named(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    static String names() {
        return String.join(", ", KINDS.keySet());
    }

    Optional<R> read(ObjectNode data, Problems problems) {
        int before = problems.count();
        Map<String, @Nullable Object> values = new HashMap<>(defaults);
        values.putAll(fields.read(data, NOT_OURS, problems));
        return problems.count() == before ? fields.build(values, problems) : Optional.empty();
    }

    private static <R extends Record> NodeKind<R> of(String name, Class<R> type) {
        Fields<R> fields = Fields.plain(type);
        Map<String, Object> defaults = new HashMap<>();
        fields.all().forEach(field -> {
            Unsaid unsaid = field.component().getAnnotation(Unsaid.class);
            if (unsaid != null) {
                defaults.put(field.componentName(), unsaid(field, unsaid.value()));
            }
        });
        return new NodeKind<>(name, fields, defaults);
    }

    private static Object unsaid(Field field, String text) {
        Problems broken = new Problems();
        Object value = Forms.read(field, field.type() == String.class ? TextNode.valueOf(text) : json(text), broken);
        if (value == null) {
            throw new IllegalStateException("the default of " + field.name() + " is broken: " + broken.all());
        }
        return value;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the default " + text + " of a node is no JSON", e);
        }
    }
}
