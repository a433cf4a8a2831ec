package io.ringlog.domain.queue;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.flow.CallerEar;
import io.ringlog.domain.flow.FlowExit;
import io.ringlog.domain.journal.QueueEvent;
import io.ringlog.domain.routing.Hops;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Because;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a caller gets out of a queue without an agent: to the exit's target, back into the flow, or with a goodbye. */
final class Leaving {

    private static final String GOODBYE = "goodbye";

    private Leaving() {}

    static String maxWaitTimer(String callId) {
        return "max-wait/" + callId;
    }

    /** What the goodbye of a call is known by when it ends. */
    static String goodbyeId(String callId) {
        return "goodbye-" + callId;
    }

    /** A caller who never waited is turned away. */
    static void deflect(Turn turn, CallState call, Queue queue, QueueExit exit, Because because) {
        turn.emit(new QueueEvent.CallerDeflected(call.callId(), queue.id(), exit.word()), because);
        goOn(turn, call.callId(), queue.id(), exit.target(queue), because);
    }

    /** A caller who waited leaves; a queue that is gone has no target any more. */
    static void exit(Turn turn, CallState call, QueueExit exit, Because because) {
        QueuePlace place = Line.placeOf(call);
        left(turn, call, exit.word(), null, because);
        turn.put(turn.call(call.callId()).orElseThrow().withPlace(null));
        CallerEar.hush(turn, call.callId());
        Optional<RouteTarget> target =
                turn.state().config().queue(place.queueId()).flatMap(exit::target);
        goOn(turn, call.callId(), place.queueId(), target, because);
    }

    /** Takes the caller out of the line and says how. */
    static void left(Turn turn, CallState call, String disposition, @Nullable String userId, Because because) {
        QueuePlace place = Line.placeOf(call);
        Line.leave(turn, place.queueId(), call.callId());
        turn.cancelTimer(maxWaitTimer(call.callId()));
        place.resting().forEach(agent -> turn.cancelTimer(Offers.timer(call.callId(), agent)));
        turn.emit(
                new QueueEvent.CallerLeftQueue(
                        call.callId(), place.queueId(), disposition, userId, Offers.waitedMs(turn, place)),
                because);
    }

    private static void goOn(Turn turn, String callId, String queueId, Optional<RouteTarget> target, Because because) {
        CallState call = turn.call(callId).orElseThrow();
        if (target.isPresent()) {
            FlowExit.leave(turn, callId, because);
            Hops.route(turn, callId, target.get(), because);
        } else if (call.flow() == null) {
            CallerEar.open(turn, callId, because);
            turn.put(turn.call(callId)
                    .orElseThrow()
                    .withPlace(QueuePlace.joined(queueId, turn.now(), 0).is(QueuePlace.State.DISMISSED)));
            CallerEar.play(turn, callId, goodbyeId(callId), GOODBYE, false);
        }
    }
}
