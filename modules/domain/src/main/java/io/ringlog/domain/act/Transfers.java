package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Transfer;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/** How a call that one of its legs passes on comes to its new place, or back. */
public final class Transfers {

    private Transfers() {}

    /** A target that takes the call without ringing anybody has it: whoever passes it on leaves before. */
    public static void goesTo(LiveCall call, RouteTarget target) {
        if (takesAtOnce(target.kind())) {
            taken(call, target.kind());
        }
    }

    /** A target has decided to take the call without ringing anybody. */
    public static void taken(LiveCall call, DestKind kind) {
        Transfer transfer = call.state().transfer();
        if (transfer != null && transfer.isLeading()) {
            arrived(call, transfer, Because.of("transfer.taken").with("kind", kind));
        }
    }

    private static boolean takesAtOnce(DestKind kind) {
        return switch (kind) {
            case FLOW, QUEUE -> true;
            case USER, EXTENSION, RING_GROUP, VOICEMAIL, CONFERENCE, FORWARD, HANGUP -> false;
        };
    }

    /**
     * Who was passed on waits in a slot, and whoever did it has heard so, or cannot.
     *
     * @param spoken whether they have
     */
    public static void parked(LiveCall call, String slot, boolean spoken) {
        Transfer transfer = call.state().transfer();
        if (transfer != null && transfer.isLeading()) {
            arrived(
                    call,
                    transfer,
                    Because.of("transfer.parked").with("slot", slot).with("spoken", spoken));
        }
    }

    /** Who was passed on is somewhere else. */
    public static void arrived(LiveCall call, Transfer transfer, Because because) {
        tell(call, transfer, 200, true);
        call.change(it -> it.withTransfer(null));
        call.emit(
                new CallEvent.CallTransferred(
                        call.id(),
                        transfer.byLegId(),
                        transfer.legId(),
                        transfer.to().words()),
                because);
        leaves(call, transfer.byLegId());
    }

    /** Whoever passed somebody on has done their part. */
    public static void leaves(LiveCall call, String byLegId) {
        if (call.state().leg(byLegId).orElse(null) instanceof Leg.Up) {
            Because because = Cause.TRANSFERRED.because();
            call.command(new Command.HangUpLegs(call.id(), List.of(byLegId), because.rule()));
            CallEnding.left(call, byLegId, because);
        }
    }

    /**
     * Takes a call back that is being passed on and led nowhere; false for any other. Both talk again, or whoever
     * passed it on and has left meanwhile is rung for it.
     */
    static boolean comesBack(LiveCall call, Rejection why) {
        Transfer transfer = call.state().transfer();
        if (transfer == null || !transfer.isLeading()) {
            return false;
        }
        tell(call, transfer, Refusal.answer(why.code(), Direction.INTERNAL).status(), true);
        call.change(it -> it.withTransfer(null));
        boolean there = call.state().leg(transfer.byLegId()).orElse(null) instanceof Leg.Up;
        Optional<SipUser> user = Optional.ofNullable(transfer.byUserId())
                .flatMap(call.turn().state().config()::user);
        Then then = there ? Then.TALKS : user.isPresent() ? Then.RECALLS : Then.ENDS;
        call.emit(
                new CallEvent.TransferFailed(
                        call.id(), transfer.byLegId(), transfer.legId(), why.code(), why.text(), then),
                why.because());
        switch (then) {
            case TALKS -> talkAgain(call, transfer);
            case RECALLS -> recall(call, user.orElseThrow());
            case ENDS -> CallEnding.hangUp(call, why::code);
        }
        return true;
    }

    /** Who is passed on and who passes on hear each other, and no music. */
    public static void talkAgain(LiveCall call, Transfer transfer) {
        Ear.hush(call, transfer.legId());
        List<String> both = call.state().up().stream()
                .map(Leg::id)
                .filter(leg -> leg.equals(transfer.byLegId()) || leg.equals(transfer.legId()))
                .toList();
        Talks.join(call, call.turn().newId("tk"), both);
    }

    private static void recall(LiveCall call, SipUser user) {
        Ringing.user(call, new RingAttempt.Purpose.Recall(user.id()), user.id(), user.ringTimeoutSec());
    }

    /** A phone that asked hears how far it is, as long as it is there. */
    public static void tell(LiveCall call, Transfer transfer, int status, boolean last) {
        if (transfer.asked() instanceof Transfer.Asked.ByPhone(String referId)
                && call.state().leg(transfer.byLegId()).orElse(null) instanceof Leg.Up) {
            call.command(new Command.NotifyRefer(call.id(), transfer.byLegId(), referId, status, last));
        }
    }
}
