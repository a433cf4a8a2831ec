package io.ringlog.domain.conference;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Leaving;
import io.ringlog.domain.act.OutsideAnswers;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.act.Wanted;
import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.RingAttempt.Purpose;
import io.ringlog.domain.state.Room;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rings somebody for a conference, on behalf of a member, with a call of their own that lives where the room does. */
final class Invitation {

    private Invitation() {}

    /**
     * Who is rung.
     *
     * @param user null for a number outside
     * @param number as it was dialled; null for a user
     */
    record Guest(@Nullable SipUser user, @Nullable String number, Callee callee) {

        static Guest of(Wanted.User wanted) {
            SipUser user = wanted.user();
            return new Guest(user, null, new Callee(Direction.INTERNAL, user.username(), false));
        }

        static Guest of(Wanted.Outside wanted) {
            return new Guest(null, wanted.dialling().dialled(), wanted.callee());
        }
    }

    /** The call of who is rung, or that was refused at once. */
    record Begun(LiveCall own, @Nullable Rejection refused) {}

    static Begun begin(LiveCall call, String byLegId, Guest guest, Room room, Because because) {
        Turn turn = call.turn();
        CallHead head = head(call, byLegId, guest.callee());
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
                because.with("conference", room.conferenceId()).with("call", call.id()));
        Optional<Rejection> why = admitted(turn, head, guest.callee())
                .or(() -> ring(own, room, guest))
                .or(() -> inVain(own, guest));
        why.ifPresent(it -> CallEnding.refuse(own, it));
        return new Begun(own, why.orElse(null));
    }

    private static Optional<Rejection> admitted(Turn turn, CallHead head, Callee callee) {
        if (callee.isEmergency()) {
            AdmissionDesk.admitAnyway(turn, head);
            return Optional.empty();
        }
        return AdmissionDesk.admit(turn, head, null);
    }

    private static CallHead head(LiveCall call, String legId, Callee callee) {
        Turn turn = call.turn();
        CallHead theirs = call.head();
        SipUser by = member(call, legId).orElse(null);
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

    /** The user who sits there with this leg; empty for somebody else. */
    static Optional<SipUser> member(LiveCall call, String legId) {
        return call.state()
                .leg(legId)
                .flatMap(leg -> Optional.ofNullable(leg.party().userId()))
                .flatMap(call.turn().state().config()::user);
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

    static Optional<Rejection> dial(LiveCall own, String conferenceId, Dialling dialling) {
        return Leaving.bring(
                own,
                dialling,
                new NumberUse.Room(conferenceId, dialling.dialled()),
                e164 -> new Purpose.Invited(conferenceId, null, e164));
    }
}
