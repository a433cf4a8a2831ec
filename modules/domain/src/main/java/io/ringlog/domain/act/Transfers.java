package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.Transfer;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The same, for the call whose slot somebody is hearing, in this call or in another one. */
    public static void parked(LiveCall call, Listener.ParkedSlot heard, boolean spoken) {
        String of = heard.callId();
        (of == null ? Optional.of(call) : call.turn().live(of)).ifPresent(it -> parked(it, heard.slot(), spoken));
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
                        transfer.to().words(),
                        transfer.byCallId()),
                because);
        leaves(call, transfer);
    }

    /** Whoever passed somebody on has done their part. */
    public static void leaves(LiveCall call, Transfer transfer) {
        leaves(call, transfer, Cause.TRANSFERRED.because());
    }

    /** Whoever passed somebody on leaves; a call of theirs alone ends with it. */
    public static void leaves(LiveCall call, Transfer transfer, Because because) {
        LiveCall theirs = passer(call, transfer).orElse(null);
        if (theirs == null) {
            return;
        }
        if (transfer.byCallId() == null) {
            call.command(new Command.HangUpLegs(call.id(), List.of(transfer.byLegId()), because.rule()));
            CallEnding.left(call, transfer.byLegId(), because);
        } else {
            CallEnding.sendAway(theirs, transfer.byLegId(), because);
        }
    }

    /** The call of who passes on, while they are there. */
    public static Optional<LiveCall> passer(LiveCall call, Transfer transfer) {
        LegRef by = transfer.by(call.id());
        return call.turn()
                .live(by.callId())
                .filter(theirs -> theirs.state()
                        .leg(by.legId())
                        .filter(Leg.Up.class::isInstance)
                        .isPresent());
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
        boolean there = passer(call, transfer).isPresent();
        Optional<SipUser> user = Optional.ofNullable(transfer.byUserId())
                .flatMap(call.turn().state().config()::user);
        Then then = there ? Then.TALKS : user.isPresent() ? Then.RECALLS : Then.ENDS;
        call.emit(
                new CallEvent.TransferFailed(
                        call.id(),
                        transfer.byLegId(),
                        transfer.legId(),
                        why.code(),
                        why.text(),
                        then,
                        transfer.byCallId()),
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
        List<LegRef> both = Stream.concat(
                        call.state().up().stream()
                                .map(Leg::id)
                                .filter(leg -> transfer.isBy(leg) || leg.equals(transfer.legId()))
                                .map(leg -> new LegRef(call.id(), leg)),
                        Stream.ofNullable(transfer.byCallId()).map(it -> transfer.by(call.id())))
                .toList();
        Talks.joinLegs(call, call.turn().newId("tk"), both);
    }

    private static void recall(LiveCall call, SipUser user) {
        Ringing.user(call, new RingAttempt.Purpose.Recall(user.id()), user.id(), user.ringTimeoutSec());
    }

    /** A phone that asked hears how far it is, as long as it is there. */
    public static void tell(LiveCall call, Transfer transfer, int status, boolean last) {
        if (transfer.asked() instanceof Transfer.Asked.ByPhone(String referId)) {
            passer(call, transfer)
                    .ifPresent(theirs -> theirs.command(
                            new Command.NotifyRefer(theirs.id(), transfer.byLegId(), referId, status, last)));
        }
    }
}
