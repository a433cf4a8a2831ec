package io.ringlog.domain.transfer;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Numbers;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.routing.Features;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallHead;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Hold;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a leg may pass on whom it talks to, who that is, and where to. Pure. */
final class TransferDecider {

    /** A phone that answers every call with a REFER must not keep one going for ever. */
    private static final int MOST_TRANSFERS = 32;

    private TransferDecider() {}

    /** Who is passed on by whom; or why nobody is. */
    sealed interface Verdict {

        /**
         * @param led who is passed on, of the same call or another one
         * @param talkId the talk of both; null while one has the other on hold through the platform
         */
        record Passes(LegRef by, LegRef led, @Nullable String talkId) implements Verdict {}

        record Refused(Rejection why) implements Verdict {}
    }

    static Verdict of(AccountState state, CallState call, String byLegId) {
        Hold hold = call.hold();
        if (call.transfer() != null) {
            return refused(Obstacle.BEING_TRANSFERRED, "somebody of the call is being passed on already", byLegId);
        }
        if (call.addition() != null) {
            return refused(Obstacle.BEING_ADDED_TO, "somebody is being asked into the talk", byLegId);
        }
        if (call.tally().transfers() >= MOST_TRANSFERS) {
            return refused(Obstacle.TOO_MANY_TRANSFERS, "the call was passed on " + MOST_TRANSFERS + " times", byLegId);
        }
        if (call.leg(byLegId).isEmpty()) {
            return refused(Obstacle.LEG_UNKNOWN, "the call has no leg " + byLegId, byLegId);
        }
        if (hold != null) {
            return onHold(hold, new LegRef(call.callId(), byLegId));
        }
        Talk talk = call.leg(byLegId).orElseThrow() instanceof Leg.InTalk in
                ? state.talk(in.talkId()).orElse(null)
                : null;
        if (talk == null) {
            return refused(Obstacle.LEG_NOT_TALKING, "leg " + byLegId + " talks to nobody", byLegId);
        }
        LegRef by = new LegRef(call.callId(), byLegId);
        List<LegRef> others =
                talk.legs().stream().filter(leg -> !leg.equals(by)).toList();
        if (others.size() != 1) {
            return refused(
                    Obstacle.TALK_OF_MANY, "leg " + byLegId + " talks to several, and none of them is named", byLegId);
        }
        LegRef other = others.getFirst();
        return other.callId().equals(call.callId())
                ? new Verdict.Passes(by, other, talk.id())
                : ofAnother(state.call(other.callId()).orElseThrow(), new Verdict.Passes(by, other, talk.id()));
    }

    /** Who is passed on is alone in a call of their own, which goes on without who passes them on. */
    private static Verdict ofAnother(CallState call, Verdict.Passes passes) {
        String byLegId = passes.by().legId();
        if (call.transfer() != null) {
            return refused(Obstacle.BEING_TRANSFERRED, "who leg " + byLegId + " talks to is being passed on", byLegId);
        } else if (call.addition() != null || call.hold() != null || call.up().size() != 1) {
            return refused(
                    Obstacle.TALK_OF_MANY_CALLS, "who leg " + byLegId + " talks to is in a call with others", byLegId);
        }
        return call.tally().transfers() < MOST_TRANSFERS
                ? passes
                : refused(Obstacle.TOO_MANY_TRANSFERS, "the call was passed on " + MOST_TRANSFERS + " times", byLegId);
    }

    private static Verdict onHold(Hold hold, LegRef by) {
        String byLegId = by.legId();
        if (hold.step() != Hold.Step.ON_HOLD) {
            return refused(Obstacle.CALL_BUSY_WITH_HOLD, "another hold or resume is under way", byLegId);
        }
        return hold.legId().equals(byLegId) && hold.others().size() == 1
                ? new Verdict.Passes(by, new LegRef(by.callId(), hold.others().getFirst()), null)
                : refused(Obstacle.LEG_NOT_HOLDING, "leg " + byLegId + " has nobody on hold alone", byLegId);
    }

    /** Where who is passed on goes. */
    sealed interface Goal {

        record Inside(Dialled.Answer.Found where) implements Goal {}

        record Outside(Dialling dialling) implements Goal {}

        record Nowhere(Rejection why) implements Goal {}
    }

    /** @param by whose leg passes on; null when it is nobody's of the account */
    static Goal goal(Turn turn, CallHead head, @Nullable SipUser by, TransferTo to) {
        return switch (to) {
            case TransferTo.Dialled(String dialled) -> dialled(turn, head, by, dialled);
            case TransferTo.Target(var kind, String id) ->
                inside(new Dialled.Answer.Found(
                        new RouteTarget(kind, id, Map.of()), Because.of("transfer.target"), null));
            case TransferTo.Parked _ ->
                new Goal.Nowhere(Refusal.PARK_NOBODY.rejection("the account has no such park lot"));
            case TransferTo.Rung(var call, var leg, DestKind kind, String id) ->
                kind == null
                        ? dialled(turn, head, by, "+" + id)
                        : goal(turn, head, by, new TransferTo.Target(kind, id));
            case TransferTo.Consulted _, TransferTo.Seat _ ->
                throw new IllegalArgumentException("nobody is led to " + to + ": they are there");
        };
    }

    /** Where somebody is parked by being passed on. */
    record Place(ParkLot lot, @Nullable String slot) {}

    /** The place in a lot that is meant; empty for every other target, and when there is no such lot. */
    static Optional<Place> place(Turn turn, TransferTo to) {
        return switch (to) {
            case TransferTo.Dialled(String dialled) ->
                Numbers.isEmergency(turn, dialled)
                        ? Optional.empty()
                        : Features.of(turn.state(), dialled).flatMap(TransferDecider::place);
            case TransferTo.Parked(String lotId, String slot) ->
                turn.state().config().parkLots().stream()
                        .filter(lot -> lotId == null || lotId.equals(lot.id()))
                        .filter(lot -> slot == null || lot.hasSlot(slot))
                        .findFirst()
                        .map(lot -> new Place(lot, slot));
            case TransferTo.Target _, TransferTo.Consulted _, TransferTo.Rung _, TransferTo.Seat _ -> Optional.empty();
        };
    }

    private static Optional<Place> place(Features feature) {
        return switch (feature) {
            case Features.Park(ParkLot lot) -> Optional.of(new Place(lot, null));
            case Features.Slot(ParkLot lot, String slot) -> Optional.of(new Place(lot, slot));
            case Features.Code _ -> Optional.empty();
        };
    }

    private static Goal dialled(Turn turn, CallHead head, @Nullable SipUser by, String dialled) {
        String userId = by == null ? null : by.id();
        Callee callee = Callee.of(turn, dialled, userId);
        if (callee.direction() == Direction.INTERNAL) {
            return Features.of(turn.state(), dialled).isPresent()
                    ? new Goal.Nowhere(Refusal.NO_ROUTE.rejection(dialled + " takes nobody on"))
                    : inside(Dialled.inside(turn.state(), callee.to(), turn.now()));
        }
        boolean number = Numbers.read(turn, dialled, userId).isPresent();
        boolean may = callee.isEmergency() || (by != null && by.allowPstnBlindTransfer());
        if (number && !may) {
            return new Goal.Nowhere(
                    Refusal.PSTN_TRANSFER.rejection("whoever passes on may not do so to a number outside"));
        }
        Dialling dialling = Dialling.by(userId, head, dialled);
        return Outbound.refusal(turn, dialling)
                .<Goal>map(Goal.Nowhere::new)
                .orElseGet(() -> new Goal.Outside(dialling));
    }

    private static Goal inside(Dialled.Answer answer) {
        return switch (answer) {
            case Dialled.Answer.Found found -> new Goal.Inside(found);
            case Dialled.Answer.Nowhere(Rejection why) -> new Goal.Nowhere(why);
        };
    }

    /** The leg of the same user in the call that they consulted somebody in. */
    static Optional<String> legOf(CallState consulted, @Nullable String userId) {
        return userId == null
                ? Optional.empty()
                : consulted.legs().stream()
                        .filter(leg -> leg instanceof Leg.Inviting || leg instanceof Leg.Up)
                        .filter(leg -> userId.equals(leg.party().userId()))
                        .map(Leg::id)
                        .findFirst();
    }

    private static Verdict refused(Obstacle why, String text, String legId) {
        return new Verdict.Refused(new Rejection(why.because().with("leg", legId), text));
    }
}
