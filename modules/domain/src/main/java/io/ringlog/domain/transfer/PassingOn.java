package io.ringlog.domain.transfer;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ear;
import io.ringlog.domain.act.Hops;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.Music;
import io.ringlog.domain.act.Parking;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.conference.BringingIn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Listener;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Transfer.Asked;
import io.ringlog.domain.state.Transfer.Step;
import io.ringlog.domain.state.Waiting;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps by which somebody is passed on: taken over, out of the talk, with music, to where the target leads. */
final class PassingOn {

    private static final String TRANSFERRING = "call.transferring";

    private PassingOn() {}

    static void begin(
            LiveCall call, TransferDecider.Verdict.Passes passes, TransferTo to, Asked asked, Because because) {
        Transfer transfer = note(call, passes, to, asked, because);
        if (call.state().proxied()) {
            takeOver(call, transfer);
        } else {
            accepted(call, transfer);
            out(call, transfer);
        }
    }

    /** Notes a transfer that is about to begin; whoever was on hold for it is no more. */
    static Transfer note(
            LiveCall call, TransferDecider.Verdict.Passes passes, TransferTo to, Asked asked, Because because) {
        String byLegId = passes.by().legId();
        String byCallId =
                passes.by().callId().equals(call.id()) ? null : passes.by().callId();
        String legId = passes.led().legId();
        String userId = Asking.userId(call.turn(), passes.by()).orElse(null);
        String talkId = passes.talkId() == null ? "" : passes.talkId();
        Transfer transfer = new Transfer(byLegId, byCallId, userId, legId, to, Step.JOINING, talkId, "", asked);
        call.emit(new CallEvent.TransferAsked(call.id(), byLegId, legId, to.words(), byCallId), because);
        if (call.state().hold() != null) {
            call.emit(new CallEvent.LegHoldChanged(call.id(), byLegId, false), Because.of("transfer.from-hold"));
        }
        call.change(it -> it.passedOn().withHold(null).withTransfer(transfer));
        return transfer;
    }

    static void takeOver(LiveCall call, Transfer transfer) {
        String command = call.command(new Command.TakeOver(call.id(), transfer.talkId()));
        call.change(it -> it.withTransfer(transfer.waits(Step.TAKING_OVER, command)));
    }

    /** A phone that hears 202 may hang up at once (RFC 5589 section 6.1): from here on that ends its leg alone. */
    static void accepted(LiveCall call, Transfer transfer) {
        if (transfer.asked() instanceof Asked.ByPhone(String referId)) {
            answer(call, transfer, referId, 202, null);
            Transfers.tell(call, transfer, 100, false);
        }
    }

    /** Somebody is rung for the seat of a member. */
    static void seating(LiveCall call, String byLegId) {
        Transfer transfer = Optional.ofNullable(call.state().transfer()).orElseThrow();
        accepted(call, transfer);
        String text = transfer.to().words() + " is rung for the seat of leg " + byLegId;
        Asking.reply(call.turn(), transfer.asked(), true, TRANSFERRING, text);
    }

    private static void answer(LiveCall call, Transfer transfer, String referId, int status, @Nullable String code) {
        LegRef by = transfer.by(call.id());
        call.turn()
                .live(by.callId())
                .ifPresent(theirs ->
                        theirs.command(new Command.AnswerRefer(by.callId(), by.legId(), referId, status, code)));
    }

    static void takenOver(LiveCall call, Transfer transfer) {
        if (transfer.asked() instanceof Asked.ByOtherCall(String callId)) {
            Consulting.otherIsOurs(call, callId);
            return;
        }
        accepted(call, transfer);
        if (!(transfer.asked() instanceof Asked.ByReplacer)
                && transfer.to() instanceof TransferTo.Consulted consulted) {
            Consulting.thisIsOurs(call, transfer, consulted);
        } else {
            out(call, transfer);
        }
    }

    private static void out(LiveCall call, Transfer transfer) {
        if (transfer.talkId().isEmpty()) {
            split(call, transfer);
        } else {
            String command = call.command(new Command.SplitTalk(call.id(), transfer.talkId()));
            call.change(it -> it.withTransfer(transfer.waits(Step.SPLITTING, command)));
        }
    }

    /** Who is passed on is with the engine, and goes on its way. */
    static void split(LiveCall call, Transfer transfer) {
        call.change(it -> it.withTransfer(transfer.leads()));
        Ear.music(call, transfer.legId(), Music.USUAL, new Listener.TransferMusic(transfer.byLegId()));
        if (transfer.asked() instanceof Asked.ByReplacer(String comer)) {
            Replacing.arrives(call, comer);
            return;
        }
        if (transfer.to() instanceof TransferTo.Rung rung && !takesOver(call, transfer, rung)) {
            return;
        }
        Optional<TransferDecider.Place> place = TransferDecider.place(call.turn(), transfer.to());
        if (place.isPresent()) {
            park(call, transfer, place.get());
            return;
        }
        Asking.reply(
                call.turn(),
                transfer.asked(),
                true,
                TRANSFERRING,
                "leg " + transfer.legId() + " goes to " + transfer.to().words());
        if (transfer.to() instanceof TransferTo.Seat seat) {
            BringingIn.comes(call, transfer, seat);
        } else {
            lead(call, transfer);
        }
    }

    private static void lead(LiveCall call, Transfer transfer) {
        SipUser by = Optional.ofNullable(transfer.byUserId())
                .flatMap(call.turn().state().config()::user)
                .orElse(null);
        switch (TransferDecider.goal(call.turn(), call.head(), by, transfer.to())) {
            case TransferDecider.Goal.Inside(var where) -> Hops.follow(call, where);
            case TransferDecider.Goal.Outside(Dialling dialling) -> Leaving.dial(call, dialling);
            case TransferDecider.Goal.Nowhere(Rejection why) -> CallEnding.refuse(call, why);
        }
    }

    /** False when whom they rang has answered meanwhile, and is about to be joined. */
    private static boolean takesOver(LiveCall call, Transfer transfer, TransferTo.Rung rung) {
        LiveCall other = call.turn().live(rung.callId()).orElse(null);
        if (other == null) {
            return true;
        }
        if (StillRinging.target(other.state(), rung.legId()).isPresent()) {
            StillRinging.ends(call, other);
            return true;
        }
        return !Consulting.answered(call, transfer, other, rung.legId());
    }

    /** A slot that somebody was faster with brings the call back. */
    private static void park(LiveCall call, Transfer transfer, TransferDecider.Place place) {
        Optional<Rejection> refusal = Parking.refusal(call.turn().state(), place.lot(), place.slot());
        if (refusal.isPresent()) {
            Rejection why = refusal.get();
            Asking.reply(call.turn(), transfer.asked(), false, why.code(), why.text());
            CallEnding.refuse(call, why);
            return;
        }
        String slot = Parking.park(call, place.lot(), place.slot(), transfer.byUserId());
        Asking.reply(call.turn(), transfer.asked(), true, "call.parked", slot);
        saySlot(call, transfer, slot);
    }

    /** Whoever parked the call hears where it is, while their phone is still there, and leaves after it. */
    private static void saySlot(LiveCall call, Transfer transfer, String slot) {
        String byLegId = transfer.byLegId();
        LiveCall theirs = Transfers.passer(call, transfer).orElse(null);
        boolean alone = transfer.byCallId() == null
                || (theirs != null && theirs.state().up().size() == 1);
        if (theirs != null && alone && theirs.state().leg(byLegId).orElse(null) instanceof Leg.Hosted) {
            Phrase where = Phrase.of(Words.PARK_SLOT).then(Phrase.number(Integer.parseInt(slot)));
            String parked = transfer.byCallId() == null ? null : call.id();
            Ear.play(theirs, byLegId, where, new Listener.ParkedSlot(slot, parked));
        } else {
            Transfers.parked(call, slot, false);
        }
    }

    /** Whoever was about to hear the slot of a parked call has gone: it is parked all the same. */
    static void unheard(LiveCall call, Transfer transfer) {
        Waiting waiting = call.state().waiting();
        if (transfer.isLeading() && waiting != null && waiting.slot() != null) {
            Transfers.parked(call, waiting.slot(), false);
        }
    }

    static void joined(LiveCall call, Transfer transfer) {
        Consulting.joined(call, transfer);
    }

    /** The edge could not do its part: the talk is as it was, if both are still there. */
    static void failed(LiveCall call, Transfer transfer, String reason) {
        otherComesToNothing(call, transfer, reason, "the edge could not join the two calls");
        comesToNothing(call, transfer, reason, "the edge could not do it");
    }

    /** One of two calls whose far ends were to be joined is over. */
    static void ended(LiveCall call, Transfer transfer) {
        if (transfer.byCallId() != null && transfer.isLeading()) {
            Transfers.tell(call, transfer, 480, true);
            Transfers.leaves(call, transfer, Obstacle.OTHER_CALL_ENDED.because());
        }
        if (transfer.step() != Step.LEADING && transfer.step() != Step.SEATING) {
            Asking.reply(call.turn(), transfer.asked(), false, Obstacle.CALL_ENDED.code(), "the call has ended");
            replacerFails(call, transfer, "the call has ended");
        }
        otherComesToNothing(call, transfer, Obstacle.OTHER_CALL_ENDED.code(), "the other call has ended");
    }

    /** Of two calls whose far ends were to be joined, each is about the other until both are about nothing. */
    private static void otherComesToNothing(LiveCall call, Transfer transfer, String code, String text) {
        if (transfer.to() instanceof TransferTo.Consulted consulted) {
            call.turn()
                    .live(consulted.callId())
                    .ifPresent(other -> Optional.ofNullable(other.state().transfer())
                            .ifPresent(theirs -> comesToNothing(other, theirs, code, text)));
        }
    }

    private static void replacerFails(LiveCall call, Transfer transfer, String text) {
        if (transfer.asked() instanceof Asked.ByReplacer(String comer)) {
            Replacing.failed(call, comer, text);
        }
    }

    private static void comesToNothing(LiveCall call, Transfer transfer, String code, String text) {
        CallState state = call.state();
        boolean there = Transfers.passer(call, transfer).isPresent();
        if (transfer.step() == Step.TAKING_OVER && transfer.asked() instanceof Asked.ByPhone(String referId)) {
            answer(call, transfer, referId, Asking.status(Obstacle.TALK_ELSEWHERE.code()), code);
        } else {
            Transfers.tell(call, transfer, 480, true);
        }
        Asking.reply(call.turn(), transfer.asked(), false, code, text);
        replacerFails(call, transfer, text);
        call.change(it -> it.withTransfer(null));
        call.emit(
                new CallEvent.TransferFailed(
                        call.id(),
                        transfer.byLegId(),
                        transfer.legId(),
                        code,
                        text,
                        there ? Then.TALKS : Then.ENDS,
                        transfer.byCallId()),
                Because.of(code).with("step", transfer.step()));
        if (!there) {
            CallEnding.hangUp(call, () -> code);
        } else if (state.leg(transfer.legId()).orElse(null) instanceof Leg.Hosted) {
            Transfers.talkAgain(call, transfer);
        }
    }
}
