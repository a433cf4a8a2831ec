package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/** A call's walk through its flow. */
public sealed interface FlowEvent extends Event {

    String callId();

    /** The call entered a flow and keeps this version. */
    record FlowEntered(String callId, String flowId, int version) implements FlowEvent {}

    /** The call stands at a node. */
    record NodeEntered(String callId, String flowId, String nodeId, String kind) implements FlowEvent {}

    /** A node had an outcome. */
    record NodeLeft(String callId, String flowId, String nodeId, String outcome) implements FlowEvent {}

    /** A variable of the call changed. */
    record VariableSet(String callId, String name, String value) implements FlowEvent {}

    /** A flow that was published before variables were kept back wants one set that it may not. */
    record VariableRefused(String callId, String flowId, String nodeId, String name) implements FlowEvent {}

    /** A web service is asked for a node. */
    record HttpAsked(String callId, String flowId, String nodeId, String requestId, String method, String url)
            implements FlowEvent {}

    /**
     * What came of asking it.
     *
     * @param status null when there was no answer
     * @param attempts 0 when it was not asked
     * @param text why there was no answer; empty when there was one
     */
    record HttpTold(
            String callId,
            String flowId,
            String nodeId,
            String requestId,
            @Nullable Integer status,
            int attempts,
            long tookMs,
            String text)
            implements FlowEvent {}

    /** The flow came to its end. */
    record FlowLeft(
            String callId,
            String flowId,
            String cause,
            @Nullable String nodeId) implements FlowEvent {}

    /** A schedule of a flow, number, extension or queue could not be evaluated and counted as open. */
    record ScheduleFailedOpen(String callId, String scheduleId, String why) implements FlowEvent {}
}
