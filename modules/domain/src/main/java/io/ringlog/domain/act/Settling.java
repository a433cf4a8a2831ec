package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Timer.Purpose.EndDue;
import io.ringlog.domain.state.Leg;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A caller who would hear a final answer waits until the edge has said of each phone that was just cancelled that it
 * has not answered: an answer that crossed the CANCEL has gone through to the caller, and wins.
 */
public final class Settling {

    /** A phone that is there answers a CANCEL in a round trip; one that is not has nothing to lose. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private Settling() {}

    static String timer(String callId) {
        return "end/" + callId;
    }

    /** Whether the end has to wait; it comes by itself then. */
    static boolean waits(LiveCall call, Rejection why, boolean hangsUp) {
        List<String> cancelled = cancelled(call);
        if (cancelled.isEmpty() || !(call.state().leg(CallFact.CALLER).orElse(null) instanceof Leg.Inviting)) {
            return false;
        }
        call.timer(timer(call.id()), PATIENCE, new EndDue(call.id(), why.because(), why.text(), hangsUp, cancelled));
        return true;
    }

    /** The phones that the edge has been told in this turn to cancel. */
    private static List<String> cancelled(LiveCall call) {
        return call.turn().told(call.id()).stream()
                .filter(Command.CancelLegs.class::isInstance)
                .flatMap(it -> ((Command.CancelLegs) it).legIds().stream())
                .toList();
    }

    /** A phone that was cancelled has not answered. */
    public static void silent(LiveCall call, String legId) {
        waiting(call).filter(it -> it.legIds().contains(legId)).ifPresent(end -> {
            EndDue rest = end.without(legId);
            if (rest.legIds().isEmpty()) {
                due(call, rest);
            } else {
                Duration left = Duration.between(
                        call.now(),
                        call.turn()
                                .state()
                                .timer(timer(call.id()))
                                .orElseThrow()
                                .timer()
                                .due());
                call.timer(timer(call.id()), left, rest);
            }
        });
    }

    /** Nobody has answered, or nobody has said so for long enough. */
    public static void due(LiveCall call, EndDue end) {
        call.cancelTimer(timer(call.id()));
        CallEnding.settled(call, new Rejection(end.because(), end.text()), end.hangsUp());
    }

    private static Optional<EndDue> waiting(LiveCall call) {
        return call.turn()
                .state()
                .timer(timer(call.id()))
                .map(held -> held.timer().purpose())
                .filter(EndDue.class::isInstance)
                .map(EndDue.class::cast);
    }
}
