package io.ringlog.domain.state;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a call stands in its flow.
 *
 * @param version the version it started on and keeps
 * @param tries failed tries at the present node
 * @param steps nodes entered since the caller last did something; too many are a loop
 * @param returns the nodes of other flows that this one is walked for, the outermost first
 */
public record FlowPosition(
        String flowId, int version, String nodeId, int tries, int timeouts, int steps, List<FlowReturn> returns) {

    public FlowPosition {
        returns = List.copyOf(returns);
    }

    /** Before the entry of a flow. */
    public static FlowPosition before(String flowId, int version) {
        return new FlowPosition(flowId, version, "", 0, 0, 0, List.of());
    }

    /** Before the entry of a flow that is walked for the present node. */
    public FlowPosition into(String otherFlowId, int otherVersion) {
        List<FlowReturn> deeper = new ArrayList<>(returns);
        deeper.add(new FlowReturn(flowId, version, nodeId));
        return new FlowPosition(otherFlowId, otherVersion, "", 0, 0, steps, deeper);
    }

    /** At the node that this flow was walked for. */
    public FlowPosition back() {
        FlowReturn to = returns.getLast();
        return new FlowPosition(
                to.flowId(), to.version(), to.nodeId(), 0, 0, steps, returns.subList(0, returns.size() - 1));
    }

    /** Whether the call needs this version of a flow to go on. */
    public boolean standsOn(String otherFlowId, int otherVersion) {
        return (flowId.equals(otherFlowId) && version == otherVersion)
                || returns.stream().anyMatch(it -> it.flowId().equals(otherFlowId) && it.version() == otherVersion);
    }

    public FlowPosition at(String node) {
        return new FlowPosition(flowId, version, node, 0, 0, steps + 1, returns);
    }

    public FlowPosition failed() {
        return new FlowPosition(flowId, version, nodeId, tries + 1, timeouts, 0, returns);
    }

    public FlowPosition timedOut() {
        return new FlowPosition(flowId, version, nodeId, tries, timeouts + 1, steps, returns);
    }

    public FlowPosition heard() {
        return new FlowPosition(flowId, version, nodeId, tries, timeouts, 0, returns);
    }
}
