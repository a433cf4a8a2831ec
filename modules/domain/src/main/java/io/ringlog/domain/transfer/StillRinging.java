package io.ringlog.domain.transfer;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import java.util.Optional;

/**
 * Somebody passes on to whom they ring in another call, and do not wait for an answer there: that call ends, and its
 * target is rung for who is passed on (RFC 5589 section 7.6 tells what phones do of themselves).
 */
final class StillRinging {

    private StillRinging() {}

    /** The target that rings in a call for one of its legs, as one to pass on to; empty where none does. */
    static Optional<TransferTo.Rung> target(CallState other, String legId) {
        return other.ringing().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(other.ring())
                        .filter(ring -> legId.equals(ring.onBehalfOf()))
                        .filter(_ -> other.leg(legId)
                                .filter(Leg.InTalk.class::isInstance)
                                .isEmpty())
                        .filter(_ -> other.transfer() == null)
                        .flatMap(ring -> ring.purpose().rungIn(other.callId(), legId));
    }

    /** The phones of the other call ring no more, and whoever rang them has done their part. */
    static void ends(LiveCall call, LiveCall other) {
        if (other.head().parentCallId() == null) {
            other.change(it -> it.consultedFor(call.id()));
            call.change(it -> it.withChild(other.id()));
        }
        Ringing.takenElsewhere(other, call.id());
        CallEnding.hangUp(other, Cause.TRANSFERRED);
    }
}
