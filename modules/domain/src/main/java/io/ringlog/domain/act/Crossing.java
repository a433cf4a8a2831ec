package io.ringlog.domain.act;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.RingAttempt.Purpose;
import io.ringlog.domain.state.Waiting;
import io.ringlog.domain.state.Way;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A phone whose answer went through to the caller while the platform had taken it for one that rings no more: on the
 * wire both talk, so the answer wins over wherever the caller was sent meanwhile.
 */
public final class Crossing {

    private Crossing() {}

    /** Whether the caller can still be whom the phone talks to: nobody but the edge has had them since. */
    public static boolean isPossible(CallState call) {
        return call.leg(CallFact.CALLER).orElse(null) instanceof Leg caller
                && (caller instanceof Leg.Inviting || caller instanceof Leg.Hosted);
    }

    /** Caller and phone talk; whoever rings, waits or comes for the caller is told that they do. */
    public static void answerWins(LiveCall call, Leg.Over phone) {
        Because because = Ringing.becauseAnswered().with("before", before(call.state()));
        Optional<LiveCall> comer = comer(call);
        RingAttempt attempt = Objects.requireNonNull(call.state().ring());
        boolean same = attempt.legIds().contains(phone.id());
        FlowPosition at = call.state().flow();
        if (at != null && !(same && at.nodeId().equals(attempt.purpose().nodeId()))) {
            FlowExit.leave(call, because);
        }
        if (call.state().isSilent()) {
            CallEnding.armLongest(call);
        }
        call.cancelTimer(Settling.timer(call.id()));
        Ear.hush(call, CallFact.CALLER);
        String talkId = call.turn().newId("tk");
        call.change(it -> it.withWaiting(null)
                .with(talking(it.leg(CallFact.CALLER).orElseThrow(), talkId, call))
                .with(new Leg.Talking(phone.id(), phone.party(), talkId, call.now()))
                .answeredAt(call.now())
                .answeredOutside(phone.id(), call.now())
                .takenBy(phone.party().userId())
                .proxied(true));
        Ringing.answered(call, call.state().leg(phone.id()).orElseThrow(), false);
        RingAttempt next = same ? attempt.without(any -> true) : rungFor(call, phone);
        call.change(it -> it.withRing(next));
        RungUsers.hold(call, phone.party());
        RungTrunks.hold(call, phone.id(), phone.party());
        leaves(call, same);
        call.emit(new CallEvent.LegConnected(call.id(), phone.id(), phone.party(), talkId), because);
        comer.ifPresent(late -> CallEnding.hangUp(late, Cause.PICKUP_FAILED));
    }

    private static Leg talking(Leg caller, String talkId, LiveCall call) {
        return caller instanceof Leg.Unanswered inviting
                ? inviting.talking(talkId, call.now())
                : ((Leg.Up) caller).joined(talkId, call.now());
    }

    /** What the caller was sent to, for whoever asks why. */
    private static String before(CallState call) {
        if (call.waiting() != null) {
            return "pickup";
        } else if (call.place() != null) {
            return "queue";
        }
        return call.leg(CallFact.CALLER).orElse(null) instanceof Leg.Hosted ? "media" : "ring";
    }

    /** Who came for a caller whom the edge has not answered. */
    private static Optional<LiveCall> comer(LiveCall call) {
        return Optional.ofNullable(call.state().waiting())
                .filter(waiting -> waiting.lotId() == null && waiting.answering())
                .map(Waiting::byCallId)
                .flatMap(call.turn()::live);
    }

    /** The newest attempt is somebody else's, who must not take this answer for theirs. */
    private static RingAttempt rungFor(LiveCall call, Leg.Over phone) {
        String user = phone.party().userId();
        Purpose purpose = user == null ? new Purpose.Outside(call.head().to()) : new Purpose.Direct(user);
        return new RingAttempt(
                call.state().tally().rings(),
                purpose,
                CallFact.CALLER,
                List.of(phone.id()),
                List.of(),
                0,
                call.now(),
                null);
    }

    /** Who rang for the caller meanwhile does so no more, and whether the call leaves is told by who has answered. */
    private static void leaves(LiveCall call, boolean same) {
        if (!same) {
            AdmissionDesk.leavesGroups(call.turn(), call.id());
        }
        Way way = call.state().wayUp();
        if (way == null) {
            Leaving.stays(call);
        } else {
            Leaving.leavesAfterAll(call, way);
        }
    }
}
