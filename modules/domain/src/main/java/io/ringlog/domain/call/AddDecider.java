package io.ringlog.domain.call;

import io.ringlog.domain.act.Wanted;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether somebody can be asked into the talk of a leg, and who that is. Pure. */
final class AddDecider {

    /** A talk that grows further is a conference, which has a room. */
    private static final int MOST_PARTIES = 8;

    private AddDecider() {}

    /** Who comes, or why nobody does. */
    sealed interface Verdict {

        /**
         * @param userId null for a number outside
         * @param number as it was dialled; null for a user
         */
        record Comes(@Nullable String userId, @Nullable String number, String talkId) implements Verdict {}

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
        if (talk.legs().stream().anyMatch(leg -> !leg.callId().equals(call.callId()))) {
            return refused(Obstacle.TALK_OF_MANY_CALLS, "a talk of several calls takes nobody else in", legId);
        }
        if (talk.legs().size() >= MOST_PARTIES) {
            return refused(Obstacle.TALK_FULL, "a talk has " + MOST_PARTIES + " parties at most", legId);
        }
        String by = call.leg(legId).orElseThrow().party().userId();
        return switch (Wanted.of(turn, call.head(), by, to)) {
            case Wanted.Nobody(Rejection why) -> new Verdict.Refused(why);
            case Wanted.User(SipUser user) -> new Verdict.Comes(user.id(), null, talk.id());
            case Wanted.Outside(Dialling dialling, var callee) ->
                new Verdict.Comes(null, dialling.dialled(), talk.id());
        };
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

    private static Verdict refused(Obstacle why, String text, String legId) {
        return new Verdict.Refused(obstacle(why, text, legId));
    }

    private static Rejection obstacle(Obstacle why, String text, String legId) {
        return new Rejection(why.because().with("leg", legId), text);
    }
}
