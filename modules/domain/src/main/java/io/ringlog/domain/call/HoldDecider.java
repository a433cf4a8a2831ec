package io.ringlog.domain.call;

import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Hold;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Talk;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a leg may put the others on hold or take them back. Pure. */
final class HoldDecider {

    private HoldDecider() {}

    /**
     * @param talk the one the leg is in, or null
     * @param confers whether the leg sits in a conference, whose other members may have yet to come into that talk
     */
    static Optional<Rejection> hold(CallState call, String legId, @Nullable Talk talk, boolean confers) {
        if (call.leg(legId).isEmpty()) {
            return unknown(legId);
        }
        Hold hold = call.hold();
        if (hold != null) {
            return hold.step() == Hold.Step.ON_HOLD
                    ? refused(Obstacle.CALL_ON_HOLD, "leg " + hold.legId() + " has the others on hold already", legId)
                    : refused(Obstacle.CALL_BUSY_WITH_HOLD, "another hold or resume is under way", legId);
        }
        if (call.transfer() != null) {
            return refused(Obstacle.BEING_TRANSFERRED, "somebody of the call is being passed on", legId);
        }
        if (call.addition() != null) {
            return refused(Obstacle.BEING_ADDED_TO, "somebody is being asked into the talk", legId);
        }
        if (!(call.leg(legId).orElseThrow() instanceof Leg.InTalk) || talk == null) {
            return refused(Obstacle.LEG_NOT_TALKING, "leg " + legId + " talks to nobody", legId);
        }
        if (confers || talk.legs().stream().anyMatch(leg -> !leg.callId().equals(call.callId()))) {
            return refused(Obstacle.TALK_OF_MANY_CALLS, "a talk of several calls cannot be put on hold by one", legId);
        }
        return Optional.empty();
    }

    static Optional<Rejection> resume(CallState call, String legId) {
        if (call.leg(legId).isEmpty()) {
            return unknown(legId);
        }
        Hold hold = call.hold();
        if (hold == null) {
            return refused(Obstacle.CALL_NOT_ON_HOLD, "nobody is on hold in this call", legId);
        }
        if (hold.step() != Hold.Step.ON_HOLD) {
            return refused(Obstacle.CALL_BUSY_WITH_HOLD, "another hold or resume is under way", legId);
        }
        if (!hold.legId().equals(legId)) {
            return refused(Obstacle.LEG_NOT_HOLDING, "leg " + hold.legId() + " holds, not leg " + legId, legId);
        }
        return Optional.empty();
    }

    private static Optional<Rejection> unknown(String legId) {
        return refused(Obstacle.LEG_UNKNOWN, "the call has no leg " + legId, legId);
    }

    private static Optional<Rejection> refused(Obstacle why, String text, String legId) {
        return Optional.of(new Rejection(why.because().with("leg", legId), text));
    }
}
