package io.ringlog.domain.call;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.cdr.CdrProjection;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Disposition;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.domain.state.Leg;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one way a call ends: its legs are told, its timers cancelled, its CDR written. A second end changes nothing. */
public final class CallEnding {

    /** When a caller whose edge was taken for lost may try again. */
    private static final int RETRY_AFTER_SEC = 5;

    private CallEnding() {}

    /** Ends a call by the platform's own decision. An unanswered caller is refused with 480. */
    public static void hangUp(Turn turn, String callId, String cause) {
        live(turn, callId).ifPresent(call -> {
            if (call.caller() == Caller.INVITING) {
                refuseWith(
                        turn,
                        call,
                        new Refusals.Answer(480, "Temporarily Unavailable", null, Disposition.FAILED),
                        Rejection.of(cause, "the call was ended before an answer"));
            } else {
                dropLegs(turn, call, List.of(), cause);
                close(turn, callId, Disposition.ANSWERED, Because.of(cause), null);
            }
        });
    }

    /** Refuses a call for a reason; one that the platform has answered already is hung up with the code as cause. */
    public static void refuse(Turn turn, String callId, Rejection why) {
        live(turn, callId).ifPresent(call -> {
            if (call.caller() == Caller.INVITING) {
                refuseWith(turn, call, Refusals.answer(why.code(), call.head().direction()), why);
            } else {
                dropLegs(turn, call, List.of(), why.code());
                close(turn, callId, Disposition.ANSWERED, why.because(), why.code());
            }
        });
    }

    /** The edge has refused a caller whom the media engine should have answered: there never was an answer. */
    static void neverAnswered(Turn turn, String callId, int status, Rejection why) {
        live(turn, callId).ifPresent(call -> {
            dropLegs(turn, call, List.of(CallFact.CALLER), why.code());
            turn.cancelTimer(CallDesk.durationTimer(callId));
            turn.put(call.unanswered());
            turn.emit(new CallEvent.CallRefused(callId, status, why.code(), why.text()), why.because());
            close(turn, callId, Disposition.FAILED, why.because(), why.code());
        });
    }

    /** A leg is gone by itself; whoever is left is told, and the call ends. */
    static void partyLeft(Turn turn, CallState call, String goneLeg, Disposition disposition, Because because) {
        dropLegs(turn, call, List.of(goneLeg), because.rule());
        close(turn, call.callId(), disposition, because, null);
    }

    /** The edge with all legs is gone and has started anew; nobody can be told. */
    static void gone(Turn turn, CallState call, Because because) {
        close(turn, call.callId(), Disposition.LOST, because, null);
    }

    /**
     * The edge is taken for gone. Should it live after all, it is told that its legs are over, so that its phones agree
     * with the log; a dead one finds the command when it starts again, and knows the call no more.
     */
    static void lost(Turn turn, CallState call, Because because) {
        dropLegs(turn, call, List.of(), because.rule());
        if (call.caller() == Caller.INVITING) {
            turn.command(
                    call,
                    new Command.RefuseCall(
                            call.callId(), 503, "Service Unavailable", null, because.rule(), RETRY_AFTER_SEC));
        }
        gone(turn, call, because);
    }

    private static Optional<CallState> live(Turn turn, String callId) {
        return turn.call(callId).filter(call -> call.caller() != Caller.OVER);
    }

    private static void refuseWith(Turn turn, CallState call, Refusals.Answer answer, Rejection why) {
        cancelRinging(turn, call, why.code());
        turn.command(
                call,
                new Command.RefuseCall(
                        call.callId(), answer.status(), answer.phrase(), answer.reason(), why.code(), null));
        turn.emit(new CallEvent.CallRefused(call.callId(), answer.status(), why.code(), why.text()), why.because());
        close(turn, call.callId(), answer.disposition(), why.because(), why.code());
    }

    private static void dropLegs(Turn turn, CallState call, List<String> gone, String cause) {
        cancelRinging(turn, call, cause);
        List<String> left = new ArrayList<>();
        if (call.caller() == Caller.ANSWERED || call.caller() == Caller.TALKING) {
            left.add(CallFact.CALLER);
        }
        call.talking().forEach(leg -> left.add(leg.id()));
        left.removeAll(gone);
        if (!left.isEmpty()) {
            turn.command(call, new Command.HangUpLegs(call.callId(), left, cause));
        }
    }

    private static void cancelRinging(Turn turn, CallState call, String cause) {
        List<String> ringing = call.ringing().stream().map(Leg.Ringing::id).toList();
        if (!ringing.isEmpty()) {
            turn.command(call, new Command.CancelLegs(call.callId(), ringing, cause));
        }
    }

    private static void close(
            Turn turn, String callId, Disposition disposition, Because because, @Nullable String refusalCode) {
        CallState call = turn.call(callId).orElseThrow();
        if (!call.ringing().isEmpty()) {
            turn.cancelTimer(Ringing.timer(callId));
        }
        if (call.outline().answeredAt() != null) {
            turn.cancelTimer(CallDesk.durationTimer(callId));
        }
        turn.put(call.with(Caller.OVER));
        turn.emit(
                new CallEvent.CallEnded(
                        callId,
                        disposition,
                        because.rule(),
                        CdrProjection.of(call, disposition, because.rule(), refusalCode, turn.now())),
                because);
    }
}
