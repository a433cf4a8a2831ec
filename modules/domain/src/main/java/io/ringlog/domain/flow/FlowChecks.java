package io.ringlog.domain.flow;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.domain.config.FlowGraph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a flow graph, for whoever saves one. Whether what it names exists is the store's to say. Pure. */
public final class FlowChecks {

    private FlowChecks() {}

    /** A fault that a flow must not be published with, or a warning. */
    public record Problem(Severity severity, String nodeId, String text) {}

    /** Whether a problem stands in the way of publishing. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** Every problem, in the order of the graph; none when it may be published without a second thought. */
    public static List<Problem> problems(FlowGraph graph) {
        List<Problem> problems = new ArrayList<>();
        entries(graph, problems);
        ids(graph, problems);
        for (Node node : graph.nodes()) {
            node.data().faults().forEach(text -> problems.add(error(node.id(), text)));
        }
        edges(graph, problems);
        deadEnds(graph, problems);
        unreachable(graph, problems);
        return List.copyOf(problems);
    }

    private static void entries(FlowGraph graph, List<Problem> problems) {
        List<Node> entries =
                graph.nodes().stream().filter(node -> node.data().isEntry()).toList();
        if (entries.isEmpty()) {
            problems.add(error("", "the flow has no entry node"));
        }
        entries.stream().skip(1).forEach(node -> problems.add(error(node.id(), "the flow has a second entry node")));
    }

    private static void ids(FlowGraph graph, List<Problem> problems) {
        Set<String> seen = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (node.id().isBlank()) {
                problems.add(error(node.id(), "a node has no id"));
            } else if (!seen.add(node.id())) {
                problems.add(error(node.id(), "two nodes have this id"));
            }
        }
    }

    private static void edges(FlowGraph graph, List<Problem> problems) {
        Set<String> drawn = new HashSet<>();
        for (Edge edge : graph.edges()) {
            @Nullable Node source = graph.node(edge.source()).orElse(null);
            if (source == null) {
                problems.add(error(edge.source(), "an edge starts at a node that does not exist"));
            } else if (!source.data().mayHave(edge.outcome())) {
                problems.add(error(edge.source(), "the node cannot have the outcome " + edge.outcome()));
            }
            if (graph.node(edge.target()).isEmpty()) {
                problems.add(error(
                        edge.source(),
                        "the edge " + edge.outcome() + " leads to " + edge.target() + ", which does not exist"));
            }
            if (!drawn.add(edge.source() + " " + edge.outcome())) {
                problems.add(error(edge.source(), "the outcome " + edge.outcome() + " has two edges"));
            }
        }
    }

    private static void deadEnds(FlowGraph graph, List<Problem> problems) {
        Set<String> left = graph.edges().stream().map(Edge::source).collect(Collectors.toSet());
        graph.nodes().stream()
                .filter(node -> node.data().isEntry() && !left.contains(node.id()))
                .forEach(node -> problems.add(
                        new Problem(Severity.WARNING, node.id(), "no edge leaves this node: every call ends here")));
    }

    private static void unreachable(FlowGraph graph, List<Problem> problems) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        graph.entry().map(Node::id).ifPresent(next::add);
        while (!next.isEmpty()) {
            String id = next.remove();
            if (reached.add(id)) {
                graph.edges().stream()
                        .filter(edge -> edge.source().equals(id))
                        .map(Edge::target)
                        .forEach(next::add);
            }
        }
        if (!reached.isEmpty()) {
            graph.nodes().stream()
                    .filter(node -> !reached.contains(node.id()))
                    .forEach(node -> problems.add(
                            new Problem(Severity.WARNING, node.id(), "no path leads from the entry to this node")));
        }
    }

    private static Problem error(String nodeId, String text) {
        return new Problem(Severity.ERROR, nodeId, text);
    }
}
