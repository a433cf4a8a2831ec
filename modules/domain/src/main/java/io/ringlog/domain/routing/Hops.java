package io.ringlog.domain.routing;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.call.CallEnding;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Map;

/** Sends a call to its next target, and ends one that goes round in circles. */
public final class Hops {

    /** Forwards and targets one call may visit. */
    private static final int MOST_HOPS = 8;

    private Hops() {}

    /** Sends the call where its answer leads, or refuses it. Hours that could not be read are warned of. */
    public static void follow(Turn turn, String callId, Dialled.Answer answer) {
        switch (answer) {
            case Dialled.Answer.Found(RouteTarget target, Because because, Dialled.Warning warning) -> {
                if (warning != null) {
                    turn.emit(warning.hours().warning(callId), warning.hours().because(warning.rowId()));
                }
                route(turn, callId, target, because);
            }
            case Dialled.Answer.Nowhere(Rejection why) -> CallEnding.refuse(turn, callId, why);
        }
    }

    /** Emits CallRouted; the concern that owns the target's kind takes it from there. */
    public static void route(Turn turn, String callId, RouteTarget target, Because because) {
        CallState call = turn.call(callId).orElseThrow().hopped();
        for (Map.Entry<String, String> variable : target.xform().entrySet()) {
            call = call.withVariable(variable.getKey(), variable.getValue());
        }
        turn.put(call);
        if (call.tally().hops() > MOST_HOPS) {
            CallEnding.refuse(
                    turn,
                    callId,
                    new Rejection(
                            Because.of("routing.too-many-hops")
                                    .with("hops", call.tally().hops())
                                    .with("target", target.kind() + " " + target.id())
                                    .with("by", because.rule()),
                            "the call visited more than " + MOST_HOPS + " targets"));
            return;
        }
        turn.emit(new CallEvent.CallRouted(callId, target, call.tally().hops()), because);
    }
}
