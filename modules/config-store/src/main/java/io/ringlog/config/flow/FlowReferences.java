package io.ringlog.config.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Refers;
import io.ringlog.domain.config.node.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the nodes of a graph refer to in the account, as the parameters of each kind of node declare it. */
public final class FlowReferences {

    /** A hang-up is a target without a row. */
    private static final String NO_ROW = "hangup";

    /** One reference: {@code field} is its path, {@code target} the kind of row in lower case. */
    public record Reference(String field, String target, String id) {}

    /** A parameter that may name a row: {@code stem} is its name in a file, {@code target} what kind of row it is. */
    public record Named(String stem, String field, String target) {}

    private FlowReferences() {}

    public static List<Reference> of(FlowGraph graph) {
        List<Reference> references = new ArrayList<>();
        graph.nodes().forEach(node -> references.addAll(of(node)));
        return references;
    }

    /** Those of one node. */
    public static List<Reference> of(FlowGraph.Node node) {
        List<Reference> references = new ArrayList<>();
        of((Record) node.data(), "nodes[" + node.id() + "].data.", references);
        return references;
    }

    /** The sounds the nodes of a graph name, by the path of the parameter. */
    public static Map<String, String> sounds(FlowGraph graph) {
        Map<String, String> sounds = new TreeMap<>();
        graph.nodes().forEach(node -> {
            Record data = (Record) node.data();
            Fields.plain(data.getClass()).all().stream()
                    .filter(field -> field.component().isAnnotationPresent(Sound.class))
                    .forEach(field -> {
                        Object id = field.value(data);
                        if (id != null) {
                            sounds.put("nodes[" + node.id() + "].data." + field.name(), id.toString());
                        }
                    });
        });
        return sounds;
    }

    /** The parameters of a node, not yet read, that refer to something. */
    public static List<Named> named(JsonNode data) {
        List<Named> named = new ArrayList<>();
        NodeKind.named(data.path("kind").asText("")).ifPresent(kind -> {
            for (Field field : kind.fields().all()) {
                refers(field)
                        .ifPresent(it -> named.add(new Named(
                                field.name().replaceAll("Id$", ""),
                                field.name(),
                                it.by().isEmpty()
                                        ? it.to()
                                        : data.path(it.by()).asText("").toLowerCase(Locale.ROOT))));
            }
        });
        return named;
    }

    private static void of(Record data, String path, List<Reference> references) {
        Fields<?> fields = Fields.plain(data.getClass());
        for (Field field : fields.all()) {
            refers(field).ifPresent(it -> {
                String target = it.by().isEmpty()
                        ? it.to()
                        : String.valueOf(fields.component(it.by()).value(data)).toLowerCase(Locale.ROOT);
                Object id = field.value(data);
                if (id != null && !target.equals(NO_ROW)) {
                    references.add(new Reference(path + field.name(), target, id.toString()));
                }
            });
        }
    }

    private static Optional<Refers> refers(Field field) {
        return Optional.ofNullable(field.component().getAnnotation(Refers.class));
    }
}
