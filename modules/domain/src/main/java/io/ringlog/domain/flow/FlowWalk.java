package io.ringlog.domain.flow;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.call.CallEnding;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/** Moves a call through its pinned graph, node by node, until one has to wait for the world. */
final class FlowWalk {

    /** Nodes a call may enter before the caller does something. */
    private static final int MOST_STEPS = 100;

    private FlowWalk() {}

    /** Pins the newest version of a flow and walks from its entry. */
    static void enter(Turn turn, String callId, String flowId) {
        FlowExit.leave(turn, callId, Because.of("flow.replaced").with("by", flowId));
        Optional<CallFlow> newest = turn.state().config().flow(flowId);
        if (newest.isEmpty()) {
            CallEnding.refuse(turn, callId, rejected("flow.missing", "there is no flow " + flowId, flowId));
            return;
        }
        CallFlow flow = newest.get();
        CallState call = turn.call(callId).orElseThrow();
        turn.put(call.inFlow(flow.id(), flow.version())
                .withFlow(new FlowPosition(flow.id(), flow.version(), "", 0, 0, 0, "")));
        turn.emit(
                new FlowEvent.FlowEntered(callId, flow.id(), flow.version()),
                Because.of("flow.newest").with("flow", flow.id()).with("version", flow.version()));
        flow.graph()
                .entry()
                .ifPresentOrElse(
                        entry -> walk(turn, callId, flow.graph(), entry),
                        () -> end(turn, callId, rejected("flow.no-entry", "the flow has no entry node", flowId)));
    }

    /** The graph a call stands in; empty when its version is gone. */
    static Optional<FlowGraph> graph(Turn turn, CallState call) {
        FlowPosition at = call.flow();
        return at == null
                ? Optional.empty()
                : turn.state().config().flow(at.flowId(), at.version()).map(CallFlow::graph);
    }

    /** The call's node had an outcome: follow its edge. */
    static void leave(Turn turn, String callId, String outcome, Because because) {
        graph(turn, turn.call(callId).orElseThrow())
                .ifPresentOrElse(
                        graph -> follow(turn, callId, graph, outcome, because)
                                .ifPresent(next -> walk(turn, callId, graph, next)),
                        () -> gone(turn, callId));
    }

    /** The version the call stands on was removed. */
    static void gone(Turn turn, String callId) {
        end(turn, callId, rejected("flow.missing", "the version of the flow is gone", "pinned"));
    }

    private static void walk(Turn turn, String callId, FlowGraph graph, Node first) {
        Optional<Node> next = Optional.of(first);
        while (next.isPresent()) {
            Node node = next.get();
            arrive(turn, callId, node);
            if (position(turn, callId).steps() > MOST_STEPS) {
                end(turn, callId, rejected("flow.loop", MOST_STEPS + " nodes without a key of the caller", node.id()));
                return;
            }
            next = NodeSteps.run(turn, callId, node)
                    .flatMap(done -> follow(turn, callId, graph, done.outcome(), done.because()));
        }
    }

    private static void arrive(Turn turn, String callId, Node node) {
        CallState call = turn.call(callId).orElseThrow();
        FlowPosition at = position(turn, callId);
        turn.put(call.withFlow(at.at(node.id())));
        turn.emit(
                new FlowEvent.NodeEntered(callId, at.flowId(), node.id(), kind(node.data())),
                Because.of("flow.edge").with("from", at.nodeId().isEmpty() ? "start" : at.nodeId()));
    }

    /** The node an outcome leads to; without an edge of its own it takes the default one. */
    private static Optional<Node> follow(Turn turn, String callId, FlowGraph graph, String outcome, Because because) {
        FlowPosition at = position(turn, callId);
        Optional<Edge> edge = Edges.of(graph, at.nodeId(), outcome);
        turn.emit(
                new FlowEvent.NodeLeft(callId, at.flowId(), at.nodeId(), outcome),
                Edges.explained(graph, at.nodeId(), outcome, edge, because));
        if (edge.isEmpty()) {
            String text = "no edge for outcome " + outcome + " of node " + at.nodeId();
            end(turn, callId, rejected("flow.no-edge", text, at.nodeId()));
            return Optional.empty();
        }
        Optional<Node> next = graph.node(edge.get().target());
        if (next.isEmpty()) {
            String text = "the edge " + outcome + " of node " + at.nodeId() + " leads to no node";
            end(turn, callId, rejected("flow.dangling-edge", text, edge.get().target()));
        }
        return next;
    }

    private static void end(Turn turn, String callId, Rejection why) {
        FlowExit.leave(turn, callId, why.because());
        CallEnding.refuse(turn, callId, why);
    }

    private static FlowPosition position(Turn turn, String callId) {
        return turn.call(callId).map(CallState::flow).orElseThrow();
    }

    private static Rejection rejected(String code, String text, String at) {
        return new Rejection(Because.of(code).with("at", at), text);
    }

    private static String kind(NodeData data) {
        return switch (data) {
            case NodeData.Entry it -> "entry";
            case NodeData.Play it -> "play";
            case NodeData.Menu it -> "menu";
            case NodeData.Collect it -> "collect";
            case NodeData.Condition it -> "condition";
            case NodeData.TimeCondition it -> "timeCondition";
            case NodeData.Dial it -> "dial";
            case NodeData.Enqueue it -> "enqueue";
            case NodeData.Hangup it -> "hangup";
        };
    }
}
