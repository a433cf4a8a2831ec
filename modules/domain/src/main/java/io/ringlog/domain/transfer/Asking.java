package io.ringlog.domain.transfer;

import io.ringlog.domain.act.Parking;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.conference.SeatDesk;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.ReferReceived;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Room;
import io.ringlog.domain.state.Transfer.Asked;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody wants to pass on whom they talk to: may they, and from what they say, where to. */
final class Asking {

    private Asking() {}

    static void byPhone(Turn turn, ReferReceived asked) {
        Optional<LiveCall> live = turn.live(asked.callId());
        if (live.isEmpty()) {
            turn.command(
                    asked.stamp().edge(),
                    asked.callId(),
                    new Command.AnswerRefer(
                            asked.callId(), asked.legId(), asked.referId(), 481, Obstacle.CALL_NOT_LIVE.code()));
            return;
        }
        LiveCall call = live.get();
        Asked how = new Asked.ByPhone(asked.referId());
        Optional<Rejection> refusal = stranger(call, asked).or(() -> misdirected(call, asked));
        if (refusal.isPresent()) {
            refuse(call, asked.legId(), how, refusal.get());
            return;
        }
        var replaced = asked.replaced();
        TransferTo to = replaced == null
                ? new TransferTo.Dialled(asked.toUser())
                : new TransferTo.Consulted(replaced.callId(), replaced.legId());
        Because because = Because.of("party.refer")
                .with("refer_to", asked.toUser() + "@" + asked.toDomain())
                .with("referred_by", asked.referredBy() == null ? "" : asked.referredBy());
        List<String> here = asked.numbersHere();
        begin(call, asked.legId(), new Wish(to, here == null ? List.of() : here), how, because);
    }

    /**
     * Where somebody is to be passed on to.
     *
     * @param here numbers it may mean that are of other accounts; null where nobody has looked
     */
    private record Wish(TransferTo to, @Nullable List<String> here) {}

    static void byApi(Turn turn, TransferRequested asked) {
        Asked how = new Asked.ByApi(asked.requestId(), asked.replyTo());
        turn.live(asked.callId())
                .ifPresentOrElse(
                        call -> begin(
                                call,
                                asked.legId(),
                                new Wish(asked.to(), null),
                                how,
                                Because.of("api.transfer").with("actor", asked.actor())),
                        () -> reply(
                                turn,
                                how,
                                Obstacle.CALL_UNKNOWN.rejection(
                                        "there is no call " + asked.callId() + " in progress")));
    }

    /** Carriers and strangers do not lead the account's calls about. */
    private static Optional<Rejection> stranger(LiveCall call, ReferReceived asked) {
        boolean own = call.state().leg(asked.legId()).map(Leg::party).orElse(null) instanceof Party.Device;
        return own
                ? Optional.empty()
                : Optional.of(Obstacle.NOT_A_USER.rejection("only users of the account pass callers on"));
    }

    private static Optional<Rejection> misdirected(LiveCall call, ReferReceived asked) {
        if (asked.replaces() != null) {
            return asked.replaced() != null
                    ? Optional.empty()
                    : Optional.of(Obstacle.UNKNOWN_DIALOG.rejection("no dialog here is that of " + asked.replaces()));
        }
        boolean ours = asked.toDomain().equalsIgnoreCase(realm(call, asked.legId()))
                || call.turn().state().config().answersOn(asked.toDomain());
        return ours
                ? Optional.empty()
                : Optional.of(Refusal.FOREIGN_DOMAIN.rejection(asked.toDomain() + " is not a domain of the account"));
    }

    /** The realm that the phone of a leg signs in with. */
    private static String realm(LiveCall call, String legId) {
        return call.state()
                .leg(legId)
                .map(Leg::party)
                .filter(Party.Device.class::isInstance)
                .map(Party.Device.class::cast)
                .flatMap(party -> call.turn().state().config().as(party.deviceId(), SipDevice.class))
                .map(SipDevice::realm)
                .orElse("");
    }

    private static void begin(LiveCall call, String byLegId, Wish wish, Asked asked, Because because) {
        TransferTo to = wish.to();
        Room room = call.turn().state().roomOf(new LegRef(call.id(), byLegId)).orElse(null);
        if (room != null) {
            SeatDesk.begin(call, room, byLegId, to, asked, because)
                    .ifPresentOrElse(why -> refuse(call, byLegId, asked, why), () -> PassingOn.seating(call, byLegId));
            return;
        }
        switch (TransferDecider.of(call.turn().state(), call.state(), byLegId)) {
            case TransferDecider.Verdict.Refused(Rejection why) -> refuse(call, byLegId, asked, why);
            case TransferDecider.Verdict.Passes passes -> {
                LiveCall led = call.turn().live(passes.led().callId()).orElseThrow();
                if (to instanceof TransferTo.Consulted consulted) {
                    Consulting.begin(led, passes, consulted, asked, because)
                            .ifPresent(why -> refuse(call, byLegId, asked, why));
                } else {
                    nowhere(led, passes.by(), wish)
                            .ifPresentOrElse(
                                    why -> refuse(call, byLegId, asked, why),
                                    () -> PassingOn.begin(led, passes, to, asked, because));
                }
            }
        }
    }

    /** Why nobody can be led there, as far as that is known now. */
    static Optional<Rejection> nowhere(LiveCall call, LegRef by, TransferTo to) {
        return nowhere(call, by, new Wish(to, null));
    }

    private static Optional<Rejection> nowhere(LiveCall call, LegRef passer, Wish wish) {
        Optional<TransferDecider.Place> place = TransferDecider.place(call.turn(), wish.to());
        if (place.isPresent()) {
            return Parking.refusal(
                    call.turn().state(), place.get().lot(), place.get().slot());
        }
        SipUser by = user(call.turn(), passer).orElse(null);
        return switch (TransferDecider.goal(call.turn(), call.head(), by, wish.to())) {
            case TransferDecider.Goal.Nowhere(Rejection why) -> Optional.of(why);
            case TransferDecider.Goal.Outside(Dialling dialling) ->
                Outbound.refusal(call.turn(), wish.here() == null ? dialling : dialling.lookedUp(wish.here()));
            case TransferDecider.Goal.Inside _ -> Optional.empty();
        };
    }

    /** The user whose leg it is. */
    private static Optional<SipUser> user(Turn turn, LegRef leg) {
        return userId(turn, leg).flatMap(turn.state().config()::user);
    }

    /** The id of the user whose leg it is. */
    static Optional<String> userId(Turn turn, LegRef leg) {
        return turn.live(leg.callId())
                .flatMap(call -> call.state().leg(leg.legId()))
                .flatMap(it -> Optional.ofNullable(it.party().userId()));
    }

    private static void refuse(LiveCall call, String byLegId, Asked asked, Rejection why) {
        call.emit(new CallEvent.TransferRefused(call.id(), byLegId, why.code(), why.text()), why.because());
        if (asked instanceof Asked.ByPhone(String referId)) {
            call.command(new Command.AnswerRefer(call.id(), byLegId, referId, status(why.code()), why.code()));
        }
        reply(call.turn(), asked, why);
    }

    /** What a phone is told of a REFER that is refused; the code stands beside it. */
    static int status(String code) {
        if (code.equals(Obstacle.BEING_TRANSFERRED.code())
                || code.equals(Obstacle.BEING_ADDED_TO.code())
                || code.equals(Obstacle.CALL_BUSY_WITH_HOLD.code())) {
            return 491;
        } else if (code.equals(Obstacle.UNKNOWN_DIALOG.code())) {
            return 481;
        }
        return code.equals(Obstacle.TALK_ELSEWHERE.code())
                ? 480
                : Refusal.answer(code, Direction.INTERNAL).status();
    }

    private static void reply(Turn turn, Asked asked, Rejection why) {
        reply(turn, asked, false, why.code(), why.text());
    }

    /** Answers who asked at the API; phones are answered by SIP. */
    static void reply(Turn turn, Asked asked, boolean accepted, String code, String text) {
        if (asked instanceof Asked.ByApi(String requestId, String replyTo)) {
            turn.effect(new Effect.Reply(requestId, replyTo, accepted, code, text, null, null));
        }
    }
}
