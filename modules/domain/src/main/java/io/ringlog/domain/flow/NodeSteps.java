package io.ringlog.domain.flow;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.call.CallEnding;
import io.ringlog.domain.call.Ringing;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.routing.Hops;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.util.Map;
import java.util.Optional;

/** What happens when a call arrives at a node: an outcome at once, or something set going whose end is waited for. */
final class NodeSteps {

    /** What a caller who was answered hears while somebody is rung. */
    private static final String MUSIC = "moh";

    private static final int USUAL_RING_SEC = 25;

    private NodeSteps() {}

    /** An outcome with its reason. */
    record Done(String outcome, Because because) {}

    /** Empty when the node waits, or ends the flow. */
    static Optional<Done> run(Turn turn, String callId, Node node) {
        return switch (node.data()) {
            case NodeData.Entry it -> Optional.of(new Done("default", Because.of("flow.entry")));
            case NodeData.Condition it -> {
                Conditions.Compared compared =
                        Conditions.compare(it, turn.call(callId).orElseThrow());
                yield Optional.of(new Done(compared.outcome(), compared.because()));
            }
            case NodeData.TimeCondition it -> Optional.of(hours(turn, callId, node.id(), it));
            case NodeData.Play it -> waiting(() -> Prompts.play(turn, callId, node.id(), it.audioId()));
            case NodeData.Menu it -> waiting(() -> Prompts.ask(turn, callId, node, it.promptAudioId()));
            case NodeData.Collect it -> waiting(() -> Prompts.ask(turn, callId, node, it.promptAudioId()));
            case NodeData.Dial it -> waiting(() -> dial(turn, callId, node, it));
            case NodeData.Enqueue it -> waiting(() -> enqueue(turn, callId, node, it));
            case NodeData.Hangup it -> waiting(() -> hangUp(turn, callId, node, it));
        };
    }

    private static Optional<Done> waiting(Runnable step) {
        step.run();
        return Optional.empty();
    }

    private static Done hours(Turn turn, String callId, String nodeId, NodeData.TimeCondition node) {
        Hours hours = ScheduleEvaluator.of(turn.state().config(), turn.account(), node.scheduleId(), turn.now());
        return switch (hours) {
            case Hours.Evaluation it -> new Done(it.state().outcome(), it.because());
            case Hours.Broken it -> {
                Because because = it.because(nodeId);
                turn.emit(it.warning(callId), because);
                yield new Done(it.state().outcome(), because);
            }
        };
    }

    private static void dial(Turn turn, String callId, Node node, NodeData.Dial dial) {
        if (dial.destKind() != DestKind.USER) {
            Because because = Because.of("flow.dialled").with("node", node.id());
            FlowExit.leave(turn, callId, because);
            Hops.route(turn, callId, new RouteTarget(dial.destKind(), dial.destId(), Map.of()), because);
            return;
        }
        if (turn.call(callId)
                .map(CallState::caller)
                .filter(Caller.ANSWERED::equals)
                .isPresent()) {
            CallerEar.play(turn, callId, turn.newId("pb"), MUSIC, true);
        }
        Integer own = dial.timeoutSec();
        int timeoutSec = own != null
                ? own
                : turn.state()
                        .config()
                        .user(dial.destId())
                        .map(SipUser::ringTimeoutSec)
                        .orElse(USUAL_RING_SEC);
        Ringing.start(turn, callId, dial.destId(), new RingAttempt.Purpose.FromFlow(node.id()), timeoutSec);
    }

    /** The position stays: an exit of the queue without a destination of its own is this node's outcome. */
    private static void enqueue(Turn turn, String callId, Node node, NodeData.Enqueue enqueue) {
        Integer priority = enqueue.priority();
        Map<String, String> variables =
                priority == null ? Map.of() : Map.of(QueuePlace.PRIORITY, String.valueOf(priority));
        Hops.route(
                turn,
                callId,
                new RouteTarget(DestKind.QUEUE, enqueue.queueId(), variables),
                Because.of("flow.enqueued").with("node", node.id()));
    }

    private static void hangUp(Turn turn, String callId, Node node, NodeData.Hangup hangup) {
        String cause = hangup.cause() == null ? "flow.hangup" : hangup.cause();
        FlowExit.leave(turn, callId, Because.of(cause).with("node", node.id()));
        CallEnding.hangUp(turn, callId, cause);
    }
}
