package io.ringlog.config.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.node.NodeData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code {nodes: [{id, data: {kind, ...}}], edges: [{source, sourceHandle, target}]}}. What a canvas keeps beside
 * that (positions, sizes) is let through; a field inside {@code data} that the kind does not have is refused.
 */
public final class FlowJson {

    private static final int MOST_NODES = 1000;

    private FlowJson() {}

    /**
     * A graph as far as it can be read: whole for one that {@link #read} takes.
     *
     * @param unknown ids of nodes nothing can be said about; empty text is the graph as a whole
     */
    public record Sketch(FlowGraph graph, Set<String> unknown) {}

    /** What can be read of a graph; what cannot is a problem of {@link #read}. */
    public static Sketch sketch(JsonNode document) {
        Problems told = new Problems();
        Set<String> unknown = new HashSet<>();
        Map<String, Node> nodes = new LinkedHashMap<>();
        JsonNode list = document.path("nodes");
        boolean readable = list.isArray() && list.size() <= MOST_NODES;
        for (JsonNode json : readable ? list : JsonNodeFactory.instance.arrayNode()) {
            String id = json.path("id").asText("");
            draft(id, json.path("data"))
                    .ifPresentOrElse(node -> nodes.putIfAbsent(id, node), () -> unknown.addAll(List.of(id, "")));
        }
        if (!readable) {
            unknown.add("");
        }
        Set<String> ids = new HashSet<>(nodes.keySet());
        List<Edge> edges = new ArrayList<>();
        for (JsonNode edge : document.path("edges")) {
            edge(edge, ids, told).ifPresent(edges::add);
        }
        return new Sketch(new FlowGraph(List.copyOf(nodes.values()), edges), unknown);
    }

    private static Optional<Node> draft(String id, JsonNode data) {
        return id.isBlank() || !(data instanceof ObjectNode fields)
                ? Optional.empty()
                : NodeKind.named(fields.path("kind").asText(""))
                        .map(kind -> new Node(id, (NodeData) kind.draft(fields, new Problems())));
    }

    /** The graph, or empty with at least one problem. */
    public static Optional<FlowGraph> read(JsonNode document, Problems problems) {
        int before = problems.count();
        if (!document.isObject()) {
            problems.add("", "config.not-an-object", "must be an object with nodes and edges");
            return Optional.empty();
        }
        Set<String> ids = new HashSet<>();
        List<Node> nodes = nodes(document.path("nodes"), ids, problems);
        List<Edge> edges = edges(document.path("edges"), ids, problems);
        return problems.count() == before ? Optional.of(new FlowGraph(nodes, edges)) : Optional.empty();
    }

    /** A graph of our own store, which was checked when it came in. */
    public static FlowGraph readStored(JsonNode document) {
        Problems broken = new Problems();
        return read(document, broken)
                .orElseThrow(() -> new IllegalStateException("a stored flow is broken: " + broken.all()));
    }

    private static List<Node> nodes(JsonNode list, Set<String> seen, Problems problems) {
        List<Node> nodes = new ArrayList<>();
        if (!list.isArray() || list.size() > MOST_NODES) {
            problems.add("nodes", "config.not-a-list", "must be a list of at most " + MOST_NODES + " nodes");
            return nodes;
        }
        for (int i = 0; i < list.size(); i++) {
            String id = list.get(i).path("id").asText("");
            Problems here = problems.at("nodes", i);
            here.require(!id.isBlank(), "id", "config.required", "is required");
            here.require(id.isBlank() || seen.add(id), "id", "config.taken", "is the id of another node: " + id);
            node(id, list.get(i).path("data"), named(problems, id, i)).ifPresent(nodes::add);
        }
        return nodes;
    }

    private static Problems named(Problems problems, String id, int index) {
        return id.isBlank() ? problems.at("nodes", index) : problems.at("nodes[" + id + "]");
    }

    private static Optional<Node> node(String id, JsonNode data, Problems problems) {
        if (!(data instanceof ObjectNode fields)) {
            problems.add("data", "config.not-an-object", "must be an object with a kind");
            return Optional.empty();
        }
        Optional<NodeKind<?>> kind = NodeKind.named(fields.path("kind").asText(""));
        if (kind.isEmpty()) {
            problems.add("data.kind", "config.not-a-choice", "must be one of " + NodeKind.names());
            return Optional.empty();
        }
        return kind.get().read(fields, problems.at("data")).map(it -> new Node(id, (NodeData) it));
    }

    private static List<Edge> edges(JsonNode list, Set<String> nodes, Problems problems) {
        List<Edge> edges = new ArrayList<>();
        if (!list.isArray()) {
            problems.require(list.isMissingNode(), "edges", "config.not-a-list", "must be a list of edges");
            return edges;
        }
        for (int i = 0; i < list.size(); i++) {
            edge(list.get(i), nodes, problems.at("edges", i)).ifPresent(edges::add);
        }
        return edges;
    }

    private static Optional<Edge> edge(JsonNode edge, Set<String> nodes, Problems here) {
        int before = here.count();
        String source = end(edge, "source", nodes, here);
        String target = end(edge, "target", nodes, here);
        String outcome = edge.path("sourceHandle").asText("default");
        here.require(!outcome.isBlank(), "sourceHandle", "config.required", "must name an outcome");
        String handle = edge.path("sourceHandle").isNull() ? "default" : outcome;
        return here.count() == before ? Optional.of(new Edge(source, handle, target)) : Optional.empty();
    }

    private static String end(JsonNode edge, String field, Set<String> nodes, Problems problems) {
        String id = edge.path(field).asText("");
        problems.require(
                nodes.contains(id),
                field,
                "config.unknown-node",
                id.isBlank() ? "is required" : "there is no node " + id);
        return id;
    }
}
