package io.ringlog.domain.flow;

import io.ringlog.domain.act.CallerEar;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Takes calls into flows and hands the ends of what a node waited for to the walk. Draws no conclusion itself. */
public final class FlowDesk implements Concern {

    /** How a caller leaves a queue into the node that put it there. */
    private static final Set<String> QUEUE_OUTCOMES = Set.of("timeout", "no_agents", "closed");

    /** A call that stands at a node of its flow. */
    private record Standing(LiveCall call, FlowPosition at, FlowGraph graph, Node node) {}

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof PlaybackFinished played) {
            standing(turn, played.callId(), (call, at) -> at.waitingFor().equals(played.playbackId()))
                    .ifPresent(it -> played(it, played));
        } else if (input instanceof DigitsGathered gathered) {
            standing(turn, gathered.callId(), (call, at) -> at.waitingFor().equals(gathered.gatherId()))
                    .ifPresent(it -> gathered(it, gathered));
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallRouted routed && routed.target().kind() == DestKind.FLOW) {
            turn.live(routed.callId())
                    .ifPresent(call ->
                            FlowWalk.enter(call, String.valueOf(routed.target().id())));
        } else if (event instanceof CallEvent.RingFailed failed) {
            ringFailed(turn, failed);
        } else if (event instanceof CallEvent.LegConnected connected) {
            turn.live(connected.callId()).ifPresent(call -> connected(call, connected));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId()).ifPresent(call -> FlowExit.leave(call, Because.of(ended.cause())));
        } else if (event instanceof QueueEvent.CallerDeflected deflected) {
            leftQueue(turn, deflected, deflected.exit());
        } else if (event instanceof QueueEvent.CallerLeftQueue left && QUEUE_OUTCOMES.contains(left.disposition())) {
            leftQueue(turn, left, left.disposition());
        }
    }

    private static void played(Standing it, PlaybackFinished played) {
        if (it.node().data() instanceof NodeData.Play) {
            FlowWalk.leave(it.call(), "default", Because.of("flow.played").with("end", played.end()));
        } else {
            Prompts.ask(it.call(), it.node(), Prompts.reprompt(it.node().data()));
        }
    }

    private static void gathered(Standing it, DigitsGathered gathered) {
        Keys.Pressed pressed = new Keys.Pressed(gathered.digits(), gathered.end());
        FlowPosition at = pressed.nothing() ? it.at() : it.at().heard();
        it.call().change(call -> call.withFlow(at.waiting("")));
        if (it.node().data() instanceof NodeData.Menu menu) {
            mean(it, Keys.atMenu(it.graph(), it.at(), menu, pressed));
        } else {
            NodeData.Collect collect = (NodeData.Collect) it.node().data();
            Keys.Meaning meaning = Keys.atCollect(it.at(), collect, pressed);
            if (meaning instanceof Keys.Meaning.Outcome(String outcome, Because because)
                    && outcome.equals("collected")) {
                set(it.call(), collect.variable(), pressed.digits(), because);
                set(it.call(), "digits", pressed.digits(), because);
            }
            mean(it, meaning);
        }
    }

    private static void mean(Standing it, Keys.Meaning meaning) {
        LiveCall call = it.call();
        switch (meaning) {
            case Keys.Meaning.Outcome(String outcome, Because because) -> {
                if (outcome.startsWith("digit:")) {
                    set(call, "digits", outcome.substring("digit:".length()), because);
                }
                FlowWalk.leave(call, outcome, because);
            }
            case Keys.Meaning.Again(boolean invalid, String word, Because because) -> {
                call.change(
                        now -> now.withFlow(invalid ? it.at().failed() : it.at().timedOut()));
                if (word == null) {
                    Prompts.ask(call, it.node(), Prompts.reprompt(it.node().data()));
                } else {
                    Prompts.play(call, it.node().id(), word);
                }
            }
        }
    }

    private static void set(LiveCall call, String name, String value, Because because) {
        call.change(it -> it.withVariable(name, value));
        call.emit(new FlowEvent.VariableSet(call.id(), name, value), because);
    }

    private static void ringFailed(Turn turn, CallEvent.RingFailed failed) {
        standing(turn, failed.callId(), FlowDesk::rungFor).ifPresent(it -> {
            CallerEar.hush(it.call());
            FlowWalk.leave(
                    it.call(), failed.outcome(), Because.of("flow.ring-failed").with("user", failed.userId()));
        });
    }

    private static void connected(LiveCall call, CallEvent.LegConnected connected) {
        FlowPosition at = call.state().flow();
        if (at != null && rungFor(call.state(), at)) {
            Because because = Because.of("flow.answered")
                    .with("user", String.valueOf(connected.party().userId()));
            call.emit(new FlowEvent.NodeLeft(call.id(), at.flowId(), at.nodeId(), "answered"), because);
            FlowExit.leave(call, because);
        }
    }

    /** Whether the newest ring of the call is that of the node it stands at. */
    private static boolean rungFor(CallState call, FlowPosition at) {
        RingAttempt ring = call.ring();
        return ring != null && ring.purpose().equals(new RingAttempt.Purpose.FromFlow(at.nodeId()));
    }

    private static void leftQueue(Turn turn, QueueEvent event, String outcome) {
        standing(turn, event.callId(), (call, at) -> true)
                .ifPresent(it -> FlowWalk.leave(
                        it.call(), outcome, Because.of("flow.left-queue").with("queue", event.queueId())));
    }

    /** The node a call stands at, when what happened concerns it; a call whose flow is gone ends here. */
    private static Optional<Standing> standing(
            Turn turn, String callId, BiPredicate<CallState, FlowPosition> concerned) {
        LiveCall call = turn.live(callId).orElse(null);
        FlowPosition at = call == null ? null : call.state().flow();
        if (call == null || at == null || !concerned.test(call.state(), at)) {
            return Optional.empty();
        }
        Optional<Standing> standing = FlowWalk.graph(call)
                .flatMap(graph -> graph.node(at.nodeId()).map(node -> new Standing(call, at, graph, node)));
        if (standing.isEmpty()) {
            FlowWalk.gone(call);
        }
        return standing;
    }
}
