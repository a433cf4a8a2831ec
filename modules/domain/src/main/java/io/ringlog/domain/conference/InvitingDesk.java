package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.OutsideAnswers;
import io.ringlog.domain.act.Wanted;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.Invitation.Guest;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.RingAttempt.Purpose;
import io.ringlog.domain.state.Room;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A moderator asks somebody into the conference: with a call of their own, which is rung and seated when answered. */
public final class InvitingDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof AddRequested asked) {
            LegRef leg = new LegRef(asked.callId(), asked.legId());
            turn.state()
                    .roomOf(leg)
                    .ifPresent(room -> turn.live(leg.callId()).ifPresent(call -> asked(asked, call, room)));
            return;
        }
        LookedUp answer = LookedUp.of(input).orElse(null);
        if (answer != null && answer.use() instanceof NumberUse.Room(String conferenceId, String dialled)) {
            answer.takenUp(turn).ifPresent(own -> {
                if (turn.state().room(conferenceId).isEmpty()) {
                    CallEnding.hangUp(own, Obstacle.CONFERENCE_EMPTY);
                    return;
                }
                Dialling dialling =
                        Dialling.own(own.head().userId(), own.head(), dialled).lookedUp(answer.here());
                Invitation.dial(own, conferenceId, dialling).ifPresent(why -> CallEnding.refuse(own, why));
            });
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.LegConnected connected) {
            turn.live(connected.callId())
                    .ifPresent(own -> invited(own).ifPresent(it -> comes(own, connected.legId(), it.conferenceId())));
        } else if (event instanceof CallEvent.RingFailed failed) {
            turn.live(failed.callId())
                    .ifPresent(own -> invited(own).ifPresent(it -> CallEnding.refuse(own, nobody(own, it, failed))));
        } else if (event instanceof ConferenceEvent.ConferenceEnded(String conferenceId)) {
            over(turn, conferenceId);
        }
    }

    /** Nobody is there any more to whom those who still ring could come. */
    private static void over(Turn turn, String conferenceId) {
        List.copyOf(turn.state().ringingFor(conferenceId)).stream()
                .flatMap(id -> turn.live(id).stream())
                .filter(own -> !own.state().ringing().isEmpty())
                .forEach(own -> CallEnding.hangUp(own, Obstacle.CONFERENCE_EMPTY));
    }

    /** Whom a call of somebody who was asked in rings; empty for every other call. */
    private static Optional<Purpose.Invited> invited(LiveCall own) {
        return own.state().ring() instanceof RingAttempt ring && ring.purpose() instanceof Purpose.Invited it
                ? Optional.of(it)
                : Optional.empty();
    }

    private static void asked(AddRequested asked, LiveCall call, Room room) {
        String by =
                call.state().leg(asked.legId()).map(leg -> leg.party().userId()).orElse(null);
        Optional<Rejection> barred = room.seat(new LegRef(asked.callId(), asked.legId()))
                .flatMap(seat -> DoorDecider.inviting(call.turn(), room, seat));
        if (barred.isPresent()) {
            refuse(call, asked, barred.get(), null);
            return;
        }
        switch (Wanted.of(call.turn(), call.head(), by, asked.to())) {
            case Wanted.Nobody(Rejection why) -> refuse(call, asked, why, null);
            case Wanted.User user -> begin(call, asked, Guest.of(user), room);
            case Wanted.Outside outside -> begin(call, asked, Guest.of(outside), room);
        }
    }

    private static void begin(LiveCall call, AddRequested asked, Guest guest, Room room) {
        Invitation.Begun begun = Invitation.begin(call, asked.legId(), guest, room, Wanted.because(asked));
        LiveCall own = begun.own();
        Rejection refused = begun.refused();
        if (refused != null) {
            refuse(call, asked, refused, own.id());
            return;
        }
        SipUser user = guest.user();
        call.emit(
                new CallEvent.AddAsked(call.id(), asked.legId(), user == null ? null : user.id(), guest.number()),
                Wanted.because(asked).with("call", own.id()));
        call.turn()
                .effect(new Effect.Reply(
                        asked.requestId(),
                        asked.replyTo(),
                        true,
                        Wanted.RINGS,
                        own.head().to() + " is rung",
                        null,
                        own.id()));
    }

    private static Rejection nobody(LiveCall own, Purpose.Invited asked, CallEvent.RingFailed failed) {
        String number = asked.number();
        return number == null
                ? new Rejection(
                        Refusal.of(failed.outcome())
                                .because()
                                .with("user", String.valueOf(asked.userId()))
                                .with("attempt", failed.attempt()),
                        "the user did not come into the conference")
                : OutsideAnswers.refusal(own.state(), number);
    }

    /** Who has answered is seated, unless the room has become full or is over. */
    private static void comes(LiveCall own, String legId, String conferenceId) {
        Conference row = own.turn().state().config().conference(conferenceId).orElse(null);
        Room room = own.turn().state().room(conferenceId).orElse(null);
        if (row == null || room == null) {
            CallEnding.refuse(own, Obstacle.CONFERENCE_EMPTY.rejection("the conference is over"));
            return;
        }
        if (SeatDesk.takes(own, legId, row, room)) {
            return;
        }
        DoorDecider.refusal(row, room, own.state().edge(), true)
                .ifPresentOrElse(
                        why -> CallEnding.refuse(own, why),
                        () -> Introductions.invited(own, legId, Objects.requireNonNull(row)));
    }

    private static void refuse(LiveCall call, AddRequested asked, Rejection why, @Nullable String ownId) {
        call.emit(
                new CallEvent.AddRefused(call.id(), asked.legId(), why.code(), why.text()),
                why.because().with("actor", asked.actor()));
        call.turn()
                .effect(new Effect.Reply(
                        asked.requestId(), asked.replyTo(), false, why.code(), why.text(), null, ownId));
    }
}
