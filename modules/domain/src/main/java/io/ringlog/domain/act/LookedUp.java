package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallFact.NumbersLookedUp;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.NumberUse;
import io.ringlog.domain.journal.Timer.Purpose;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.outbound.NumbersHere;
import java.util.Optional;

/**
 * What a call goes on with that had numbers looked up: the edge's answer, or none in time.
 *
 * @param rings how often the call had rung somebody when they were asked for
 */
public record LookedUp(String callId, int rings, NumberUse use, NumbersHere here) {

    /** Empty for what tells of no numbers. */
    public static Optional<LookedUp> of(Input input) {
        if (input instanceof NumbersLookedUp it) {
            return Optional.of(new LookedUp(it.callId(), it.rings(), it.use(), NumbersHere.said(it.here())));
        }
        return input instanceof TimerFired(var id, Purpose.NumbersLate it, var due)
                ? Optional.of(new LookedUp(it.callId(), it.rings(), it.use(), NumbersHere.LATE))
                : Optional.empty();
    }

    /** The call that still waits for it, and does no longer; empty when none does. */
    public Optional<LiveCall> takenUp(Turn turn) {
        Optional<LiveCall> call = turn.live(callId).filter(it -> Leaving.waitsFor(it, this));
        call.ifPresent(it -> it.cancelTimer(Leaving.timer(callId)));
        return call;
    }
}
