package io.ringlog.domain.state;

/**
 * Where a call goes on when the flow it stands in was walked for a node of another and has ended.
 *
 * @param version of that other flow, which the call keeps
 */
public record FlowReturn(String flowId, int version, String nodeId) {}
