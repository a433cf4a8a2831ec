package io.ringlog.domain.flow;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.CallerEar;
import io.ringlog.domain.act.FlowExit;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.FlowGraph.Node;
import io.ringlog.domain.config.NodeData;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
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
    static Optional<Done> run(LiveCall call, Node node) {
        return switch (node.data()) {
            case NodeData.Entry it -> Optional.of(new Done("default", Because.of("flow.entry")));
            case NodeData.Condition it -> {
                Conditions.Compared compared = Conditions.compare(it, call.state());
                yield Optional.of(new Done(compared.outcome(), compared.because()));
            }
            case NodeData.TimeCondition it -> Optional.of(hours(call, node.id(), it));
            case NodeData.Play it -> waiting(() -> Prompts.play(call, node.id(), it.audioId()));
            case NodeData.Menu it -> waiting(() -> Prompts.ask(call, node, it.promptAudioId()));
            case NodeData.Collect it -> waiting(() -> Prompts.ask(call, node, it.promptAudioId()));
            case NodeData.Dial it -> waiting(() -> dial(call, node, it));
            case NodeData.Enqueue it -> waiting(() -> enqueue(call, node, it));
            case NodeData.Hangup it -> waiting(() -> hangUp(call, node, it));
        };
    }

    private static Optional<Done> waiting(Runnable step) {
        step.run();
        return Optional.empty();
    }

    private static Done hours(LiveCall call, String nodeId, NodeData.TimeCondition node) {
        Hours hours = ScheduleEvaluator.of(
                call.turn().state().config(), call.turn().account(), node.scheduleId(), call.now());
        return switch (hours) {
            case Hours.Evaluation it -> new Done(it.state().outcome(), it.because());
            case Hours.Broken it -> {
                Because because = it.because(nodeId);
                call.emit(it.warning(call.id()), because);
                yield new Done(it.state().outcome(), because);
            }
        };
    }

    private static void dial(LiveCall call, Node node, NodeData.Dial dial) {
        if (dial.destKind() != DestKind.USER) {
            Because because = Because.of("flow.dialled").with("node", node.id());
            FlowExit.leave(call, because);
            Hops.route(call, new RouteTarget(dial.destKind(), dial.destId(), Map.of()), because);
            return;
        }
        if (call.state().caller() == Caller.ANSWERED) {
            CallerEar.play(call, call.turn().newId("pb"), MUSIC, true);
        }
        Integer own = dial.timeoutSec();
        int timeoutSec = own != null
                ? own
                : call.turn()
                        .state()
                        .config()
                        .user(dial.destId())
                        .map(SipUser::ringTimeoutSec)
                        .orElse(USUAL_RING_SEC);
        Ringing.start(call, dial.destId(), new RingAttempt.Purpose.FromFlow(node.id()), timeoutSec);
    }

    /** The position stays: an exit of the queue without a destination of its own is this node's outcome. */
    private static void enqueue(LiveCall call, Node node, NodeData.Enqueue enqueue) {
        Integer priority = enqueue.priority();
        Map<String, String> variables =
                priority == null ? Map.of() : Map.of(QueuePlace.PRIORITY, String.valueOf(priority));
        Hops.route(
                call,
                new RouteTarget(DestKind.QUEUE, enqueue.queueId(), variables),
                Because.of("flow.enqueued").with("node", node.id()));
    }

    private static void hangUp(LiveCall call, Node node, NodeData.Hangup hangup) {
        String cause = hangup.cause() == null ? "flow.hangup" : hangup.cause();
        FlowExit.leave(call, Because.of(cause).with("node", node.id()));
        CallEnding.hangUp(call, cause);
    }
}
