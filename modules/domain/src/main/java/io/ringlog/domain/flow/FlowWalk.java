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

    /** Flows walked for nodes of each other. */
    private static final int DEEPEST = 8;

    /** A node of the graph it belongs to. */
    private record Place(FlowGraph graph, Node node) {}

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
        call.change(it -> it.inFlow(flow.id(), flow.version()));
        begin(call, flow, FlowPosition.before(flow.id(), flow.version()));
    }

    /** Pins the newest version of another flow and walks it for the present node. */
    static void descend(LiveCall call, String flowId) {
        FlowPosition at = position(call);
        Optional<CallFlow> newest = call.turn().state().config().flow(flowId);
        if (newest.isEmpty()) {
            end(call, rejected(Refusal.FLOW_MISSING, "there is no flow " + flowId, at.nodeId()));
        } else if (at.returns().size() >= DEEPEST) {
            end(call, rejected(Refusal.FLOW_LOOP, "more than " + DEEPEST + " flows inside each other", at.nodeId()));
        } else {
            CallFlow flow = newest.get();
            begin(call, flow, at.into(flow.id(), flow.version()));
        }
    }

    private static void begin(LiveCall call, CallFlow flow, FlowPosition before) {
        call.change(it -> it.withFlow(before));
        call.emit(
                new FlowEvent.FlowEntered(call.id(), flow.id(), flow.version()),
                Because.of("flow.newest").with("flow", flow.id()).with("version", flow.version()));
        flow.graph()
                .entry()
                .ifPresentOrElse(
                        entry -> walk(call, new Place(flow.graph(), entry)),
                        () -> end(call, rejected(Refusal.FLOW_NO_ENTRY, "the flow has no entry node", flow.id())));
    }

    /** The graph a call stands in; empty when its version is gone. */
    static Optional<FlowGraph> graph(LiveCall call) {
        FlowPosition at = call.state().flow();
        return at == null ? Optional.empty() : graph(call, at);
    }

    private static Optional<FlowGraph> graph(LiveCall call, FlowPosition at) {
        return call.turn().state().config().flow(at.flowId(), at.version()).map(CallFlow::graph);
    }

    /** Tells the call's node what it heard, and follows the edge of an outcome. */
    static void hear(Standing at, Heard heard) {
        at.graph()
                .node(at.nodeId())
                .flatMap(node -> node.data().heard(at, heard))
                .flatMap(outcome -> follow(at.call(), at.graph(), outcome))
                .ifPresent(next -> walk(at.call(), next));
    }

    /** Tells the call's node the last that it hears; the call stays at it until it ends. */
    static void hearLast(Standing at, Heard heard) {
        at.graph()
                .node(at.nodeId())
                .flatMap(node -> node.data().heard(at, heard))
                .ifPresent(outcome -> at.call()
                        .emit(
                                new FlowEvent.NodeLeft(
                                        at.call().id(), position(at.call()).flowId(), at.nodeId(), outcome.name()),
                                outcome.because()));
    }

    /** The version the call stands on was removed. */
    static void gone(LiveCall call) {
        end(call, rejected(Refusal.FLOW_MISSING, "the version of the flow is gone", "pinned"));
    }

    private static void walk(LiveCall call, Place first) {
        Optional<Place> next = Optional.of(first);
        while (next.isPresent()) {
            FlowGraph graph = next.get().graph();
            Node node = next.get().node();
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

    /** The node an outcome leads to; without an edge of its own it takes the default one, or ends the flow. */
    private static Optional<Place> follow(LiveCall call, FlowGraph graph, Outcome reached) {
        String outcome = reached.name();
        FlowPosition at = position(call);
        Optional<Edge> edge = Edges.of(graph, at.nodeId(), outcome);
        call.emit(
                new FlowEvent.NodeLeft(call.id(), at.flowId(), at.nodeId(), outcome),
                Edges.explained(graph, at.nodeId(), outcome, edge, reached.because()));
        if (edge.isEmpty()) {
            return at.returns().isEmpty() ? noEdge(call, at, outcome) : back(call, at, outcome);
        }
        Optional<Node> next = graph.node(edge.get().target());
        if (next.isEmpty()) {
            String text = "the edge " + outcome + " of node " + at.nodeId() + " leads to no node";
            end(call, rejected(Refusal.FLOW_DANGLING_EDGE, text, edge.get().target()));
        }
        return next.map(node -> new Place(graph, node));
    }

    private static Optional<Place> noEdge(LiveCall call, FlowPosition at, String outcome) {
        String text = "no edge for outcome " + outcome + " of node " + at.nodeId();
        end(call, rejected(Refusal.FLOW_NO_EDGE, text, at.nodeId()));
        return Optional.empty();
    }

    /** An open end of a flow that was walked for a node of another: the outcome is that node's. */
    private static Optional<Place> back(LiveCall call, FlowPosition at, String outcome) {
        FlowPosition above = at.back();
        Because because = Because.of("flow.returned").with("flow", at.flowId()).with("node", at.nodeId());
        call.change(it -> it.withFlow(above));
        call.emit(new FlowEvent.FlowLeft(call.id(), at.flowId(), because.rule(), at.nodeId()), because);
        Optional<FlowGraph> graph = graph(call, above);
        if (graph.isEmpty()) {
            gone(call);
        }
        return graph.flatMap(it -> follow(call, it, new Outcome(outcome, because)));
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
