package io.ringlog.domain.call;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.outbound.Callee;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.routing.Dialled;
import io.ringlog.domain.routing.UserTargets;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether somebody can be asked into the talk of a leg, and who that is. Pure. */
final class AddDecider {

    /** A talk that grows further is a conference, which has a room. */
    private static final int MOST_PARTIES = 8;

    private AddDecider() {}

    /** Who comes, or why nobody does. */
    sealed interface Verdict {

        record Rings(SipUser user, String talkId) implements Verdict {}

        record Refused(Rejection why) implements Verdict {}
    }

    static Verdict of(LiveCall live, String legId, TransferTo to) {
        CallState call = live.state();
        Turn turn = live.turn();
        Optional<Rejection> busy = busy(call, legId);
        if (busy.isPresent()) {
            return new Verdict.Refused(busy.get());
        }
        Talk talk = call.leg(legId).orElse(null) instanceof Leg.InTalk in
                ? turn.state().talk(in.talkId()).orElse(null)
                : null;
        if (talk == null) {
            return refused(Obstacle.LEG_NOT_TALKING, "leg " + legId + " talks to nobody", legId);
        }
        boolean confers = turn.state().roomOf(new LegRef(call.callId(), legId)).isPresent();
        if (confers || talk.legs().stream().anyMatch(leg -> !leg.callId().equals(call.callId()))) {
            return refused(Obstacle.TALK_OF_MANY_CALLS, "a talk of several calls takes nobody else in", legId);
        }
        if (talk.legs().size() >= MOST_PARTIES) {
            return refused(Obstacle.TALK_FULL, "a talk has " + MOST_PARTIES + " parties at most", legId);
        }
        String by = call.leg(legId).orElseThrow().party().userId();
        return target(turn, found(turn, to, by), legId, talk);
    }

    private static Optional<Rejection> busy(CallState call, String legId) {
        if (call.addition() != null || !call.ringing().isEmpty()) {
            return Optional.of(obstacle(Obstacle.BEING_ADDED_TO, "somebody is being rung in the call already", legId));
        }
        if (call.transfer() != null) {
            return Optional.of(obstacle(Obstacle.BEING_TRANSFERRED, "somebody of the call is being passed on", legId));
        }
        return call.hold() == null
                ? Optional.empty()
                : Optional.of(obstacle(Obstacle.CALL_ON_HOLD, "somebody of the call is on hold", legId));
    }

    private static Verdict target(Turn turn, Dialled.Answer answer, String legId, Talk talk) {
        return switch (answer) {
            case Dialled.Answer.Nowhere(Rejection why) -> new Verdict.Refused(why);
            case Dialled.Answer.Found(RouteTarget target, var because, var warning) ->
                turn.state()
                        .config()
                        .user(String.valueOf(target.id()))
                        .filter(_ -> target.kind() == DestKind.USER)
                        .map(user -> rings(turn.state(), turn, user, talk))
                        .orElseGet(() ->
                                refused(Obstacle.ONLY_USERS, "only users of the account are asked into a talk", legId));
        };
    }

    private static Verdict rings(AccountState state, Turn turn, SipUser user, Talk talk) {
        return UserTargets.of(state, user, user.ringTimeoutSec(), turn.now()).isEmpty()
                ? new Verdict.Refused(
                        Refusal.UNREACHABLE.rejection("no phone of " + user.username() + " is registered"))
                : new Verdict.Rings(user, talk.id());
    }

    private static Dialled.Answer found(Turn turn, TransferTo to, @Nullable String by) {
        return switch (to) {
            case TransferTo.Dialled(String dialled) -> {
                Callee callee = Callee.of(turn, dialled, by);
                yield callee.direction() == Direction.INTERNAL
                        ? Dialled.inside(turn.state(), callee.to(), turn.now())
                        : new Dialled.Answer.Nowhere(
                                Obstacle.ONLY_USERS.rejection("nobody outside the account is asked into a talk"));
            }
            case TransferTo.Target(var kind, String id) ->
                new Dialled.Answer.Found(new RouteTarget(kind, id, Map.of()), Because.of("talk.target"), null);
            case TransferTo.Consulted _, TransferTo.Parked _ ->
                new Dialled.Answer.Nowhere(Obstacle.ONLY_USERS.rejection("only users are asked into a talk"));
        };
    }

    private static Verdict refused(Obstacle why, String text, String legId) {
        return new Verdict.Refused(obstacle(why, text, legId));
    }

    private static Rejection obstacle(Obstacle why, String text, String legId) {
        return new Rejection(why.because().with("leg", legId), text);
    }
}
