package io.ringlog.domain.flow;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Edge;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.node.Heard;
import io.ringlog.domain.config.node.Outcome;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;

/** Moves a call through its pinned graph, node by node, until one has to wait for the world. */
final class FlowWalk {

    /** Nodes a call may enter before the caller does something. */
    private static final int MOST_STEPS = 100;

    private FlowWalk() {}

    /** Pins the newest version of a flow and walks from its entry. */
    static void enter(LiveCall call, String flowId) {
        FlowExit.leave(call, Because.of("flow.replaced").with("by", flowId));
        Optional<CallFlow> newest = call.turn().state().config().flow(flowId);
        if (newest.isEmpty()) {
            CallEnding.refuse(call, rejected(Refusal.FLOW_MISSING, "there is no flow " + flowId, flowId));
            return;
        }
        CallFlow flow = newest.get();
        call.change(it -> it.inFlow(flow.id(), flow.version())
                .withFlow(new FlowPosition(flow.id(), flow.version(), "", 0, 0, 0)));
        call.emit(
                new FlowEvent.FlowEntered(call.id(), flow.id(), flow.version()),
                Because.of("flow.newest").with("flow", flow.id()).with("version", flow.version()));
        flow.graph()
                .entry()
                .ifPresentOrElse(
                        entry -> walk(call, flow.graph(), entry),
                        () -> end(call, rejected(Refusal.FLOW_NO_ENTRY, "the flow has no entry node", flowId)));
    }

    /** The graph a call stands in; empty when its version is gone. */
    static Optional<FlowGraph> graph(LiveCall call) {
        FlowPosition at = call.state().flow();
        return at == null
                ? Optional.empty()
                : call.turn().state().config().flow(at.flowId(), at.version()).map(CallFlow::graph);
    }

    /** Tells the call's node what it heard, and follows the edge of an outcome. */
    static void hear(Standing at, Heard heard) {
        at.graph()
                .node(at.nodeId())
                .flatMap(node -> node.data().heard(at, heard))
                .flatMap(outcome -> follow(at.call(), at.graph(), outcome))
                .ifPresent(next -> walk(at.call(), at.graph(), next));
    }

    /** The version the call stands on was removed. */
    static void gone(LiveCall call) {
        end(call, rejected(Refusal.FLOW_MISSING, "the version of the flow is gone", "pinned"));
    }

    private static void walk(LiveCall call, FlowGraph graph, Node first) {
        Optional<Node> next = Optional.of(first);
        while (next.isPresent()) {
            Node node = next.get();
            arrive(call, node);
            if (position(call).steps() > MOST_STEPS) {
                end(call, rejected(Refusal.FLOW_LOOP, MOST_STEPS + " nodes without a key of the caller", node.id()));
                return;
            }
            next = node.data()
                    .arrive(new Standing(call, graph, node.id()))
                    .flatMap(outcome -> follow(call, graph, outcome));
        }
    }

    private static void arrive(LiveCall call, Node node) {
        FlowPosition at = position(call);
        call.change(it -> it.withFlow(at.at(node.id())));
        call.emit(
                new FlowEvent.NodeEntered(
                        call.id(), at.flowId(), node.id(), node.data().kind()),
                Because.of("flow.edge").with("from", at.nodeId().isEmpty() ? "start" : at.nodeId()));
    }

    /** The node an outcome leads to; without an edge of its own it takes the default one. */
    private static Optional<Node> follow(LiveCall call, FlowGraph graph, Outcome reached) {
        String outcome = reached.name();
        FlowPosition at = position(call);
        Optional<Edge> edge = Edges.of(graph, at.nodeId(), outcome);
        call.emit(
                new FlowEvent.NodeLeft(call.id(), at.flowId(), at.nodeId(), outcome),
                Edges.explained(graph, at.nodeId(), outcome, edge, reached.because()));
        if (edge.isEmpty()) {
            String text = "no edge for outcome " + outcome + " of node " + at.nodeId();
            end(call, rejected(Refusal.FLOW_NO_EDGE, text, at.nodeId()));
            return Optional.empty();
        }
        Optional<Node> next = graph.node(edge.get().target());
        if (next.isEmpty()) {
            String text = "the edge " + outcome + " of node " + at.nodeId() + " leads to no node";
            end(call, rejected(Refusal.FLOW_DANGLING_EDGE, text, edge.get().target()));
        }
        return next;
    }

    private static void end(LiveCall call, Rejection why) {
        FlowExit.leave(call, why.because());
        CallEnding.refuse(call, why);
    }

    private static FlowPosition position(LiveCall call) {
        return Objects.requireNonNull(call.state().flow());
    }

    private static Rejection rejected(Refusal why, String text, String at) {
        return new Rejection(why.because().with("at", at), text);
    }
}
