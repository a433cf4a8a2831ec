package io.ringlog.domain.config;

import io.ringlog.domain.config.node.NodeData;
import java.util.List;
import java.util.Optional;

/** The nodes of a call flow and the edges that carry their outcomes. */
public record FlowGraph(List<Node> nodes, List<Edge> edges) {

    /** A step, with an id unique in its graph. */
    public record Node(String id, NodeData data) {}

    /**
     * A way from one node to the next.
     *
     * @param outcome {@code digit:1}, {@code timeout}, {@code in_hours}, {@code default} and so on
     */
    public record Edge(String source, String outcome, String target) {}

    public FlowGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    public Optional<Node> entry() {
        return nodes.stream().filter(node -> node.data().isEntry()).findFirst();
    }

    public Optional<Edge> edge(String source, String outcome) {
        return edges.stream()
                .filter(edge -> edge.source().equals(source) && edge.outcome().equals(outcome))
                .findFirst();
    }
}
