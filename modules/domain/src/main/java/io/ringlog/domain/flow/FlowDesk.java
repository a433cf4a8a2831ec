package io.ringlog.domain.flow;

import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.QueueExit;
import io.ringlog.domain.config.node.Dial;
import io.ringlog.domain.config.node.Heard;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact.DigitsGathered;
import io.ringlog.domain.journal.CallFact.GatherEnd;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.journal.Timer.Purpose.HttpLate;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Takes calls into flows and tells the node a call stands at what it heard. Draws no conclusion itself. */
public final class FlowDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallRouted routed && routed.target().kind() == DestKind.FLOW) {
            turn.live(routed.callId())
                    .ifPresent(
                            call -> enter(call, String.valueOf(routed.target().id())));
        } else if (event instanceof CallEvent.RingFailed failed) {
            ringFailed(turn, failed);
        } else if (event instanceof CallEvent.LegConnected connected) {
            turn.live(connected.callId()).ifPresent(call -> connected(call, connected));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId()).ifPresent(call -> FlowExit.leave(call, Because.of(ended.cause())));
        } else if (event instanceof QueueEvent.CallerDeflected deflected) {
            leftQueue(turn, deflected, deflected.exit());
        } else if (event instanceof QueueEvent.CallerLeftQueue left
                && QueueExit.words().contains(left.disposition())) {
            leftQueue(turn, left, left.disposition());
        }
    }

    /** Whoever heard music until now is in the flow's hands: a node may ask for keys in silence. */
    private static void enter(LiveCall call, String flowId) {
        Ear.hushMusic(call);
        FlowWalk.enter(call, flowId);
    }

    /** What a node had played came to its end. */
    public static void played(LiveCall call, Listener.FromNode node, PlaybackEnd end) {
        listening(call, node).ifPresent(it -> FlowWalk.hear(it, new Heard.Played(end.name())));
    }

    /** What a node asked for was pressed, or was not. */
    public static void pressed(LiveCall call, Listener.FromNode node, DigitsGathered keys) {
        listening(call, node).ifPresent(it -> pressed(it, keys));
    }

    /**
     * What a node had recorded came to its end; a caller who spoke has done something. Who hung up goes nowhere: the
     * end of the leg is told next.
     */
    public static void recorded(LiveCall call, Listener.FromNode node, RecordingFinished it) {
        listening(call, node).ifPresent(at -> {
            at.move(FlowPosition::heard);
            String end = it.end().name().toLowerCase(Locale.ROOT);
            Heard heard = new Heard.Recorded(end, it.durationMs(), it.objectKey());
            if (it.end() == RecordingEnd.HANGUP) {
                FlowWalk.hearLast(at, heard);
            } else {
                FlowWalk.hear(at, heard);
            }
        });
    }

    /** A web service has answered a node, or will not. */
    static void told(Turn turn, HttpLate asked, HttpAnswer answer) {
        standing(turn, asked.callId(), (call, at) -> at.nodeId().equals(asked.nodeId()))
                .ifPresent(it -> {
                    it.call()
                            .emit(
                                    new FlowEvent.HttpTold(
                                            asked.callId(),
                                            HttpDesk.flow(it.call()),
                                            asked.nodeId(),
                                            asked.requestId(),
                                            answer.status(),
                                            answer.attempts(),
                                            answer.tookMs(),
                                            answer.text()),
                                    Because.of("flow.http-told").with("node", asked.nodeId()));
                    FlowWalk.hear(it, new Heard.Told(answer));
                });
    }

    private static Optional<Standing> listening(LiveCall call, Listener.FromNode node) {
        return standing(call.turn(), call.id(), (state, at) -> at.nodeId().equals(node.nodeId()));
    }

    private static void pressed(Standing it, DigitsGathered keys) {
        GatherEnd end = keys.end();
        boolean silent = end == GatherEnd.FAILED
                || (end == GatherEnd.TIMEOUT && keys.digits().isEmpty());
        it.move(at -> silent ? at : at.heard());
        FlowWalk.hear(it, new Heard.Pressed(keys.digits(), silent, end.name()));
    }

    private static void ringFailed(Turn turn, CallEvent.RingFailed failed) {
        standing(turn, failed.callId(), FlowDesk::rungFor).ifPresent(it -> {
            Ear.hush(it.call(), it.call().state().guestId());
            RingAttempt ring = Objects.requireNonNull(it.call().state().ring());
            FlowWalk.hear(
                    it, new Heard.RingFailed(failed.outcome(), ring.purpose().noted(Because.of("flow.ring-failed"))));
        });
    }

    private static void connected(LiveCall call, CallEvent.LegConnected connected) {
        FlowPosition at = call.state().flow();
        if (at != null && rungFor(call.state(), at)) {
            Because because = Because.of("flow.answered")
                    .with("user", String.valueOf(connected.party().userId()));
            call.emit(new FlowEvent.NodeLeft(call.id(), at.flowId(), at.nodeId(), Dial.ANSWERED), because);
            FlowExit.leave(call, because);
        }
    }

    /** Whether the newest ring of the call is that of the node it stands at. */
    private static boolean rungFor(CallState call, FlowPosition at) {
        RingAttempt ring = call.ring();
        return ring != null && at.nodeId().equals(ring.purpose().nodeId());
    }

    private static void leftQueue(Turn turn, QueueEvent event, String exit) {
        standing(turn, event.callId(), (call, at) -> true)
                .ifPresent(it -> FlowWalk.hear(it, new Heard.LeftQueue(event.queueId(), exit)));
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
                .filter(graph -> graph.node(at.nodeId()).isPresent())
                .map(graph -> new Standing(call, graph, at.nodeId()));
        if (standing.isEmpty()) {
            FlowWalk.gone(call);
        }
        return standing;
    }
}
