package io.ringlog.domain.flow;

import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.kernel.Because;
import java.util.Optional;

/** Which edge an outcome takes, and why not the others. Pure. */
public final class Edges {

    private Edges() {}

    /** The outcome's own edge; a holiday without one is out of hours; all else falls back to {@code default}. */
    public static Optional<Edge> of(FlowGraph graph, String nodeId, String outcome) {
        return graph.edge(nodeId, outcome)
                .or(() -> outcome.equals("holiday") ? graph.edge(nodeId, "out_of_hours") : Optional.empty())
                .or(() -> graph.edge(nodeId, "default"));
    }

    static Because explained(FlowGraph graph, String nodeId, String outcome, Optional<Edge> taken, Because because) {
        Because told = because.with("outcome", outcome)
                .with(
                        "edge",
                        taken.map(edge -> edge.outcome() + " to " + edge.target())
                                .orElse("none"));
        for (Edge edge : graph.edges()) {
            if (edge.source().equals(nodeId) && !Optional.of(edge).equals(taken)) {
                told = told.over(edge.outcome() + " to " + edge.target(), "the outcome was " + outcome);
            }
        }
        return told;
    }
}
