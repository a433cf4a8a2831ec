package io.ringlog.domain.state;

/**
 * Where a call stands in its flow.
 *
 * @param version the version it started on and keeps
 * @param tries failed tries at the present node
 * @param steps nodes entered since the caller last did something; too many are a loop
 */
public record FlowPosition(String flowId, int version, String nodeId, int tries, int timeouts, int steps) {

    public FlowPosition at(String node) {
        return new FlowPosition(flowId, version, node, 0, 0, steps + 1);
    }

    public FlowPosition failed() {
        return new FlowPosition(flowId, version, nodeId, tries + 1, timeouts, 0);
    }

    public FlowPosition timedOut() {
        return new FlowPosition(flowId, version, nodeId, tries, timeouts + 1, steps);
    }

    public FlowPosition heard() {
        return new FlowPosition(flowId, version, nodeId, tries, timeouts, 0);
    }
}
