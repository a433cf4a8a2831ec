package io.ringlog.domain.config.node;

import java.util.List;
import java.util.Optional;

/** Walks another flow; an outcome without an edge there is the outcome of this node. */
public record Subflow(@Refers(to = "flow") String flowId) implements NodeData {

    @Override
    public List<String> faults() {
        return new Faults().named("flowId", flowId).all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(DEFAULT);
    }

    /** Open ends of the other flow have any name. */
    @Override
    public boolean mayHave(String outcome) {
        return true;
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        at.descend(flowId);
        return Optional.empty();
    }
}
