package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Transfer;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;

/**
 * A member brings whom they talk to in another call into the conference: who comes takes the seat, the member leaves
 * both calls (RFC 5589 section 7). Who may ask others in may bring them, and nobody who is brought is kept at the door.
 */
public final class BringingIn {

    private BringingIn() {}

    /** The place in a conference where a leg sits; empty for one that sits in none. */
    public static Optional<TransferTo.Seat> seat(Turn turn, LegRef leg) {
        return turn.state()
                .roomOf(leg)
                .map(room -> new TransferTo.Seat(leg.callId(), leg.legId(), room.conferenceId()));
    }

    /** Why nobody of a call comes into the room for a leg that sits in it. */
    public static Optional<Rejection> barred(LiveCall call, TransferTo.Seat to) {
        Turn turn = call.turn();
        LegRef leg = leg(to);
        Room room = turn.state().room(to.conferenceId()).orElseThrow();
        Optional<Rejection> asks =
                DoorDecider.inviting(turn, room.without(leg), room.seat(leg).orElseThrow());
        return asks.isPresent()
                ? asks
                : turn.state().config().conference(to.conferenceId()).flatMap(row -> full(call, row, room, to));
    }

    private static Optional<Rejection> full(LiveCall call, Conference row, Room room, TransferTo.Seat to) {
        return DoorDecider.refusal(row, room.without(leg(to)), call.state().edge(), true);
    }

    private static LegRef leg(TransferTo.Seat to) {
        return new LegRef(to.callId(), to.legId());
    }

    /** Who is passed on is with the engine and comes in; whoever brings them may have left the room by now. */
    public static void comes(LiveCall call, Transfer transfer, TransferTo.Seat to) {
        Turn turn = call.turn();
        Conference row = turn.state().config().conference(to.conferenceId()).orElse(null);
        Room room = turn.state().room(to.conferenceId()).orElse(null);
        if (row == null || room == null) {
            CallEnding.refuse(call, Obstacle.CONFERENCE_EMPTY.rejection("the conference is over"));
            return;
        }
        full(call, row, room, to)
                .ifPresentOrElse(why -> CallEnding.refuse(call, why), () -> comes(call, transfer, row, to));
    }

    private static void comes(LiveCall call, Transfer transfer, Conference row, TransferTo.Seat to) {
        Turn turn = call.turn();
        turn.live(to.callId()).ifPresent(other -> related(call, other));
        turn.state()
                .room(row.id())
                .flatMap(room -> room.seat(leg(to)))
                .ifPresentOrElse(
                        seat -> Members.follow(call, transfer.legId(), row, seat),
                        () -> Introductions.invited(call, transfer.legId(), row));
        Transfers.arrived(
                call,
                transfer,
                Because.of("transfer.brought-in").with("conference", row.id()).with("call", to.callId()));
    }

    private static void related(LiveCall call, LiveCall other) {
        if (other.state().head().parentCallId() == null) {
            other.change(it -> it.consultedFor(call.id()));
            call.change(it -> it.withChild(other.id()));
        }
    }
}
