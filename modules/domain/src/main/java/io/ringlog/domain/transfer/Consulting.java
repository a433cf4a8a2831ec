package io.ringlog.domain.transfer;

import io.ringlog.domain.act.Talks;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.BringingIn;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Transfer.Asked;
import io.ringlog.domain.state.Transfer.Step;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who is in two calls joins those they talk to there and leaves (RFC 5589 section 7). The two calls stay two,
 * each with one of them; both know of the transfer until it is over.
 */
final class Consulting {

    private Consulting() {}

    /** @return why it cannot be */
    static Optional<Rejection> begin(
            LiveCall call,
            TransferDecider.Verdict.Passes passes,
            TransferTo.Consulted to,
            Asked asked,
            Because because) {
        LiveCall other = call.turn().live(to.callId()).orElse(null);
        if (other == null
                || other.id().equals(call.id())
                || other.id().equals(passes.by().callId())) {
            return refused(Obstacle.UNKNOWN_DIALOG, "there is no other live call " + to.callId());
        }
        String userId = Asking.userId(call.turn(), passes.by()).orElse(null);
        String legId = to.legId() == null
                ? TransferDecider.legOf(other.state(), userId).orElse(null)
                : to.legId();
        if (legId == null || userId == null || !isOf(userId, other, legId)) {
            return refused(Obstacle.NOT_YOURS, "nobody of leg " + passes.by().legId() + " talks in call " + other.id());
        }
        TransferTo place = place(other, legId).orElse(null);
        if (place != null) {
            Optional<Rejection> why = barred(call, passes.by(), place);
            if (why.isEmpty()) {
                PassingOn.begin(call, passes, place, asked, because.with("with", other.id()));
            }
            return why;
        }
        return switch (TransferDecider.of(call.turn().state(), other.state(), legId)) {
            case TransferDecider.Verdict.Refused(Rejection why) -> Optional.of(why);
            case TransferDecider.Verdict.Passes theirs ->
                begin(
                        call,
                        led(theirs, call.turn()),
                        new Both(passes, theirs),
                        asked,
                        because.with("with", other.id()));
        };
    }

    /** Where who is passed on is led, when nobody is to be joined with them: to who rings, or into a conference. */
    private static Optional<TransferTo> place(LiveCall other, String legId) {
        return BringingIn.seat(other.turn(), new LegRef(other.id(), legId))
                .<TransferTo>map(seat -> seat)
                .or(() -> StillRinging.target(other.state(), legId));
    }

    private static Optional<Rejection> barred(LiveCall call, LegRef by, TransferTo place) {
        return place instanceof TransferTo.Seat seat ? BringingIn.barred(call, seat) : Asking.nowhere(call, by, place);
    }

    private static boolean isOf(String userId, LiveCall call, String legId) {
        return call.state()
                .leg(legId)
                .filter(leg -> userId.equals(leg.party().userId()))
                .isPresent();
    }

    private static LiveCall led(TransferDecider.Verdict.Passes passes, Turn turn) {
        return turn.live(passes.led().callId()).orElseThrow();
    }

    /** Who is passed on in each of two calls. */
    private record Both(TransferDecider.Verdict.Passes here, TransferDecider.Verdict.Passes there) {}

    private static Optional<Rejection> begin(LiveCall call, LiveCall other, Both both, Asked asked, Because because) {
        Optional<Rejection> unreachable =
                Talks.unreachable(call, List.of(both.here().led(), both.there().led()));
        if (unreachable.isPresent()) {
            return unreachable;
        }
        TransferTo there =
                new TransferTo.Consulted(other.id(), both.there().by().legId());
        TransferTo here = new TransferTo.Consulted(call.id(), both.here().by().legId());
        Transfer transfer = PassingOn.note(call, both.here(), there, asked, because);
        PassingOn.note(other, both.there(), here, new Asked.ByOtherCall(call.id()), because);
        if (call.state().proxied()) {
            PassingOn.takeOver(call, transfer);
        } else {
            PassingOn.accepted(call, transfer);
            thisIsOurs(call, transfer, (TransferTo.Consulted) there);
        }
        return Optional.empty();
    }

    /** The call of who asked is the edge's own. */
    static void thisIsOurs(LiveCall call, Transfer transfer, TransferTo.Consulted to) {
        call.change(it -> it.withTransfer(transfer.waits(Step.JOINING, "")));
        LiveCall other = call.turn().live(to.callId()).orElseThrow();
        if (other.state().proxied()) {
            PassingOn.takeOver(other, Objects.requireNonNull(other.state().transfer()));
        } else {
            join(call, other);
        }
    }

    /** Both calls are the edge's own. */
    static void otherIsOurs(LiveCall other, String callId) {
        other.change(it -> it.withTransfer(Objects.requireNonNull(it.transfer()).waits(Step.JOINING, "")));
        join(other.turn().live(callId).orElseThrow(), other);
    }

    private static void join(LiveCall call, LiveCall other) {
        String talkId = call.turn().newId("tk");
        String command = Talks.joinLegs(call, talkId, List.of(passedOn(call), passedOn(other)));
        call.change(it ->
                it.withTransfer(Objects.requireNonNull(it.transfer()).in(talkId).waits(Step.JOINING, command)));
    }

    private static LegRef passedOn(LiveCall call) {
        return new LegRef(
                call.id(), Objects.requireNonNull(call.state().transfer()).legId());
    }

    /** Whom they rang has answered before who is passed on could be led there: the two calls are joined. */
    static boolean answered(LiveCall call, Transfer transfer, LiveCall consulted, String legId) {
        if (!(TransferDecider.of(call.turn().state(), consulted.state(), legId)
                instanceof TransferDecider.Verdict.Passes theirs)) {
            return false;
        }
        LiveCall other = led(theirs, call.turn());
        TransferTo.Consulted there = new TransferTo.Consulted(other.id(), legId);
        TransferTo here = new TransferTo.Consulted(call.id(), transfer.byLegId());
        PassingOn.note(other, theirs, here, new Asked.ByOtherCall(call.id()), Because.of("transfer.answered-before"));
        thisIsOurs(call, transfer.to(there), there);
        return true;
    }

    /** Both far ends hear each other; who joined them leaves both calls. */
    static void joined(LiveCall call, Transfer transfer) {
        TransferTo.Consulted to = (TransferTo.Consulted) transfer.to();
        LiveCall other = call.turn().live(to.callId()).orElseThrow();
        Transfer theirs = Objects.requireNonNull(other.state().transfer());
        CallState consulted = other.state();
        if (consulted.head().parentCallId() == null) {
            other.change(it -> it.consultedFor(call.id()));
            call.change(it -> it.withChild(other.id()));
        }
        Because because = Because.of("transfer.joined").with("talk", transfer.talkId());
        Asking.reply(
                call.turn(),
                transfer.asked(),
                true,
                Cause.TRANSFERRED.code(),
                "leg " + transfer.legId() + " talks with leg " + theirs.legId() + " of " + other.id());
        Transfers.arrived(other, theirs, because);
        Transfers.arrived(call, transfer, because);
    }

    private static Optional<Rejection> refused(Obstacle why, String text) {
        return Optional.of(why.rejection(text));
    }
}
