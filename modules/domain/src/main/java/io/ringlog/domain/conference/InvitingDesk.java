package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.LookedUp;
import io.ringlog.domain.act.OutsideAnswers;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.act.Wanted;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Conference;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.ConferenceEvent;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
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
                dial(own, conferenceId, dialling).ifPresent(why -> CallEnding.refuse(own, why));
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
        Optional<Rejection> barred = barred(call.turn(), asked, room);
        if (barred.isPresent()) {
            refuse(call, asked, barred.get(), null);
            return;
        }
        switch (Wanted.of(call.turn(), call.head(), by, asked.to())) {
            case Wanted.Nobody(Rejection why) -> refuse(call, asked, why, null);
            case Wanted.User(SipUser user) ->
                begin(call, asked, new Guest(user, null, new Callee(Direction.INTERNAL, user.username(), false)), room);
            case Wanted.Outside(Dialling dialling, Callee callee) ->
                begin(call, asked, new Guest(null, dialling.dialled(), callee), room);
        }
    }

    /**
     * Who is asked in.
     *
     * @param user null for a number outside
     * @param number as it was dialled; null for a user
     */
    private record Guest(@Nullable SipUser user, @Nullable String number, Callee callee) {}

    /** Where nobody can be a moderator, every member may ask others in. */
    private static Optional<Rejection> barred(Turn turn, AddRequested asked, Room room) {
        Conference row = turn.state().config().conference(room.conferenceId()).orElse(null);
        if (row == null) {
            return Optional.of(Obstacle.CONFERENCE_UNKNOWN.rejection("the conference is being ended"));
        }
        boolean moderates = row.moderatorPin() == null
                || room.seat(new LegRef(asked.callId(), asked.legId()))
                        .filter(Room.Seat::moderator)
                        .isPresent();
        return moderates
                ? DoorDecider.refusal(row, room, room.edge(), true)
                : Optional.of(Obstacle.NO_MODERATOR.rejection("only a moderator asks others into the conference"));
    }

    private static void begin(LiveCall call, AddRequested asked, Guest guest, Room room) {
        Turn turn = call.turn();
        CallHead head = head(call, asked.legId(), guest.callee());
        LiveCall own = turn.begin(CallState.started(head));
        own.emit(
                new CallEvent.CallStarted(
                        head.callId(),
                        head.direction(),
                        head.from(),
                        head.to(),
                        head.userId(),
                        head.edge(),
                        head.correlationId(),
                        null),
                Wanted.because(asked).with("conference", room.conferenceId()).with("call", call.id()));
        Optional<Rejection> why = admitted(turn, head, guest.callee())
                .or(() -> ring(own, room, guest))
                .or(() -> inVain(own, guest));
        if (why.isPresent()) {
            CallEnding.refuse(own, why.get());
            refuse(call, asked, why.get(), own.id());
            return;
        }
        SipUser user = guest.user();
        call.emit(
                new CallEvent.AddAsked(call.id(), asked.legId(), user == null ? null : user.id(), guest.number()),
                Wanted.because(asked).with("call", own.id()));
        turn.effect(new Effect.Reply(
                asked.requestId(), asked.replyTo(), true, Wanted.RINGS, head.to() + " is rung", null, own.id()));
    }

    private static Optional<Rejection> admitted(Turn turn, CallHead head, Callee callee) {
        if (callee.isEmergency()) {
            AdmissionDesk.admitAnyway(turn, head);
            return Optional.empty();
        }
        return AdmissionDesk.admit(turn, head, null);
    }

    /** It lives where the conference does. */
    private static CallHead head(LiveCall call, String legId, Callee callee) {
        Turn turn = call.turn();
        CallHead theirs = call.head();
        SipUser by = call.state()
                .leg(legId)
                .flatMap(leg -> Optional.ofNullable(leg.party().userId()))
                .flatMap(turn.state().config()::user)
                .orElse(null);
        String number = by == null ? null : by.outCidNumber();
        String inside = by == null ? theirs.from() : by.username();
        return new CallHead(
                turn.account(),
                turn.newId("call"),
                callee.direction(),
                callee.direction() == Direction.INTERNAL || number == null ? inside : number,
                by == null ? theirs.fromName() : by.displayName(),
                callee.to(),
                by == null ? null : by.id(),
                null,
                theirs.edge(),
                theirs.edgeEpoch(),
                theirs.correlationId(),
                turn.now(),
                call.id(),
                null,
                null,
                null);
    }

    /** Why nobody is rung; whose number it is may have to be looked up first. */
    private static Optional<Rejection> ring(LiveCall own, Room room, Guest guest) {
        SipUser user = guest.user();
        if (user == null) {
            String dialled = String.valueOf(guest.number());
            return dial(own, room.conferenceId(), Dialling.own(own.head().userId(), own.head(), dialled));
        }
        Purpose purpose = new Purpose.Invited(room.conferenceId(), user.id(), null);
        Ringing.user(own, purpose, user.id(), user.ringTimeoutSec());
        return Optional.empty();
    }

    /** Why nobody rings although nothing was in the way; empty while somebody does, or a number is looked up. */
    private static Optional<Rejection> inVain(LiveCall own, Guest guest) {
        CallState state = own.state();
        if (state.ring() == null || !state.ringing().isEmpty()) {
            return Optional.empty();
        }
        String number = guest.number();
        return Optional.of(
                number == null
                        ? Refusal.BUSY.rejection("the user has as many calls as they take")
                        : OutsideAnswers.refusal(state, number));
    }

    private static Optional<Rejection> dial(LiveCall own, String conferenceId, Dialling dialling) {
        return Leaving.bring(
                own,
                dialling,
                new NumberUse.Room(conferenceId, dialling.dialled()),
                e164 -> new Purpose.Invited(conferenceId, null, e164));
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
