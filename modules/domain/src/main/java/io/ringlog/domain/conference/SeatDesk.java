package io.ringlog.domain.conference;

import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.act.Wanted;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.Invitation.Guest;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallEvent.TransferFailed.Then;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Transfer;
import io.ringlog.domain.state.Transfer.Asked;
import io.ringlog.domain.state.Transfer.Step;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/**
 * A member passes its own seat on: somebody is rung for the room, and whoever answers takes the seat with its role
 * while the member leaves. The other members talk on all the while.
 */
public final class SeatDesk implements Concern {

    private static final int MOST_TRANSFERS = 32;

    @Override
    public void receive(Input input, Turn turn) {}

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegRang rang) {
            turn.live(rang.callId())
                    .flatMap(SeatDesk::leaving)
                    .ifPresent(call -> Transfers.tell(call, transfer(call), rang.status(), false));
        } else if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId()).flatMap(SeatDesk::leaving).ifPresent(call -> nobodyCame(call, ended.cause()));
        }
    }

    /**
     * Somebody in a room is to be rung for the seat of a leg.
     *
     * @return why nobody is
     */
    public static Optional<Rejection> begin(
            LiveCall call, Room room, String byLegId, TransferTo to, Asked asked, Because because) {
        Optional<Rejection> barred = barred(call, room, byLegId);
        if (barred.isPresent()) {
            return barred;
        }
        SipUser by = Invitation.member(call, byLegId).orElse(null);
        return switch (Wanted.of(call.turn(), call.head(), by == null ? null : by.id(), to)) {
            case Wanted.Nobody(Rejection why) -> Optional.of(why);
            case Wanted.User user -> ring(call, room, byLegId, Guest.of(user), new Wish(to, asked, because));
            case Wanted.Outside outside
            when !outside.callee().isEmergency() && (by == null || !by.allowPstnBlindTransfer()) ->
                Optional.of(Refusal.PSTN_TRANSFER.rejection("whoever passes on may not do so to a number outside"));
            case Wanted.Outside outside -> ring(call, room, byLegId, Guest.of(outside), new Wish(to, asked, because));
        };
    }

    private record Wish(TransferTo to, Asked asked, Because because) {}

    private static Optional<Rejection> barred(LiveCall call, Room room, String byLegId) {
        LegRef leg = new LegRef(call.id(), byLegId);
        if (call.state().transfer() != null) {
            return refused(Obstacle.BEING_TRANSFERRED, "somebody is being rung for the seat already");
        } else if (call.state().tally().transfers() >= MOST_TRANSFERS) {
            return refused(Obstacle.TOO_MANY_TRANSFERS, "the call was passed on " + MOST_TRANSFERS + " times");
        }
        return DoorDecider.inviting(
                call.turn(), room.without(leg), room.seat(leg).orElseThrow());
    }

    private static Optional<Rejection> refused(Obstacle why, String text) {
        return Optional.of(why.rejection(text));
    }

    private static Optional<Rejection> ring(LiveCall call, Room room, String byLegId, Guest guest, Wish wish) {
        Invitation.Begun begun = Invitation.begin(call, byLegId, guest, room, wish.because());
        Rejection refused = begun.refused();
        if (refused == null) {
            String userId =
                    call.state().leg(byLegId).map(leg -> leg.party().userId()).orElse(null);
            String rung = begun.own().id();
            call.change(it -> it.passedOn()
                    .withTransfer(new Transfer(
                            byLegId, null, userId, byLegId, wish.to(), Step.SEATING, "", rung, wish.asked())));
            call.emit(
                    new CallEvent.TransferAsked(
                            call.id(), byLegId, byLegId, wish.to().words(), null),
                    wish.because().with("conference", room.conferenceId()));
        }
        return Optional.ofNullable(refused);
    }

    /** The call of the member whose seat somebody is rung for with this call. */
    private static Optional<LiveCall> leaving(LiveCall own) {
        return Optional.ofNullable(own.head().parentCallId())
                .flatMap(own.turn()::live)
                .filter(call -> call.state().transfer() instanceof Transfer it
                        && it.step() == Step.SEATING
                        && it.commandId().equals(own.id()));
    }

    private static Transfer transfer(LiveCall call) {
        return Optional.ofNullable(call.state().transfer()).orElseThrow();
    }

    private static void nobodyCame(LiveCall call, String code) {
        Transfer transfer = transfer(call);
        Transfers.tell(call, transfer, Refusal.answer(code, Direction.INTERNAL).status(), true);
        call.change(it -> it.withTransfer(null));
        call.emit(
                new CallEvent.TransferFailed(
                        call.id(),
                        transfer.byLegId(),
                        transfer.legId(),
                        code,
                        "nobody has taken the seat",
                        Then.TALKS,
                        null),
                Because.of(code).with("call", transfer.commandId()));
    }

    /** Whoever was rung for a seat that is still taken has it now; false when it is nobody's. */
    static boolean takes(LiveCall own, String legId, Conference row, Room room) {
        LiveCall call = leaving(own).orElse(null);
        Room.Seat seat = call == null
                ? null
                : room.seat(new LegRef(call.id(), transfer(call).byLegId())).orElse(null);
        if (call == null || seat == null) {
            return false;
        }
        Transfer transfer = transfer(call);
        Transfers.tell(call, transfer, 200, true);
        call.change(it -> it.withTransfer(null));
        call.emit(
                new CallEvent.CallTransferred(
                        call.id(),
                        transfer.byLegId(),
                        transfer.legId(),
                        transfer.to().words(),
                        null),
                Because.of("transfer.seated").with("leg", legId).with("call", own.id()));
        Members.follow(own, legId, row, seat);
        return true;
    }
}
