package io.ringlog.config.flow;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.node.Reference;
import java.util.List;
import java.util.stream.Stream;

/** What the nodes of a graph refer to in the account, by their paths in it. */
public final class FlowReferences {

    private FlowReferences() {}

    public static List<Reference> of(FlowGraph graph) {
        return graph.nodes().stream().flatMap(FlowReferences::of).toList();
    }

    private static Stream<Reference> of(FlowGraph.Node node) {
        String path = "nodes[" + node.id() + "].data.";
        return node.data().references().stream().map(it -> new Reference(path + it.field(), it.target(), it.id()));
    }
}
