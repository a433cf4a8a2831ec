package io.ringlog.config.reach;

import io.ringlog.config.flow.FlowReferences;
import io.ringlog.config.flow.FlowReferences.Reference;
import io.ringlog.config.resource.DeadEnd;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.flow.Edges;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws the nodes of the version that new calls start on, as far as calls get to them. */
final class ReachFlow {

    private final FlowRow flow;
    private final FlowGraph drawn;
    private final ReachGraph graph;

    private ReachFlow(FlowRow flow, FlowGraph drawn, ReachGraph graph) {
        this.flow = flow;
        this.drawn = drawn;
        this.graph = graph;
    }

    static void draw(FlowRow flow, FlowGraph drawn, ReachGraph graph) {
        new ReachFlow(flow, drawn, graph).draw();
    }

    private void draw() {
        Deque<Node> next = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        drawn.entry().ifPresent(entry -> {
            next.add(entry);
            seen.add(entry.id());
            graph.add(new Arrow(Vertex.row("flow", flow.id()), "", null, null, vertex(entry.id())));
        });
        while (!next.isEmpty()) {
            Node node = next.remove();
            draw(node);
            drawn.edges().stream()
                    .filter(edge -> edge.source().equals(node.id()))
                    .flatMap(edge -> drawn.node(edge.target()).stream())
                    .filter(it -> seen.add(it.id()))
                    .forEach(next::add);
        }
    }

    private void draw(Node node) {
        Vertex here = vertex(node.id());
        List<Reference> references = FlowReferences.of(node);
        for (Reference it : references) {
            Vertex other = it.target().equals("user") ? Vertex.phones(it.id()) : Vertex.row(it.target(), it.id());
            graph.add(new Arrow(here, it.field(), null, null, other));
        }
        String schedule = references.stream()
                .filter(it -> it.target().equals("schedule"))
                .map(Reference::id)
                .findFirst()
                .orElse(null);
        drawn.edges().stream()
                .filter(edge -> edge.source().equals(node.id()))
                .forEach(edge -> graph.add(arrow(here, edge, schedule)));
        graph.add(
                here,
                new Place(
                        flow.name(),
                        null,
                        ends(node, references),
                        Set.of(),
                        node.data().asksCaller()));
    }

    private Arrow arrow(Vertex here, Edge edge, @Nullable String schedule) {
        return new Arrow(here, "nodes[" + edge.source() + "]", edge.outcome(), schedule, vertex(edge.target()));
    }

    /** Outcomes that may come and that neither an edge takes nor the row that the node sends calls to. */
    private List<DeadEnd> ends(Node node, List<Reference> references) {
        List<String> open = node.data().needed().stream()
                .filter(outcome -> Edges.of(drawn, node.id(), outcome).isEmpty())
                .filter(outcome -> references.stream().noneMatch(it -> takes(it, outcome)))
                .toList();
        return open.isEmpty()
                ? List.of()
                : List.of(DeadEnd.Kind.NO_EDGE.of("nothing behind " + String.join(", ", open) + ": the call ends"));
    }

    private boolean takes(Reference reference, String outcome) {
        Vertex row = Vertex.row(reference.target(), reference.id());
        return graph.from(row).stream().anyMatch(it -> outcome.equals(it.when()))
                || graph.at(row).map(it -> it.never().contains(outcome)).orElse(false);
    }

    private Vertex vertex(String nodeId) {
        return new Vertex("flow", flow.id(), nodeId);
    }
}
