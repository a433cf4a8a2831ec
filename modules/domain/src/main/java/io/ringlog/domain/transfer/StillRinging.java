package io.ringlog.domain.transfer;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Ringing;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.domain.state.RingAttempt.Purpose;
import java.util.Optional;

/**
 * Somebody passes on to whom they ring in another call, and do not wait for an answer there: that call ends, and its
 * target is rung for who is passed on (RFC 5589 section 7.6 tells what phones do of themselves).
 */
final class StillRinging {

    private StillRinging() {}

    /** The target that rings in a call for one of its legs, as one to pass on to; empty where none does. */
    static Optional<TransferTo.Rung> target(CallState other, String legId) {
        RingAttempt ring = other.ring();
        if (ring == null || other.ringing().isEmpty() || other.transfer() != null) {
            return Optional.empty();
        }
        return legId.equals(ring.onBehalfOf()) && waits(other, legId)
                ? target(other, legId, ring.purpose())
                : Optional.empty();
    }

    private static boolean waits(CallState other, String legId) {
        return other.leg(legId)
                .filter(leg -> leg instanceof Leg.Inviting || leg instanceof Leg.Hosted)
                .isPresent();
    }

    private static Optional<TransferTo.Rung> target(CallState other, String legId, Purpose purpose) {
        return switch (purpose) {
            case Purpose.Direct(String userId) -> rung(other, legId, DestKind.USER, userId);
            case Purpose.Group group when group.nodeId() == null ->
                rung(other, legId, DestKind.RING_GROUP, group.groupId());
            case Purpose.Outside(String number) ->
                Optional.of(new TransferTo.Rung(other.callId(), legId, null, number));
            // What a flow or a queue offers is not theirs to have rung for somebody else.
            case Purpose.Group _, Purpose.FromFlow _, Purpose.Offer _, Purpose.OfferToAll _ -> Optional.empty();
            case Purpose.Recall _, Purpose.Added _, Purpose.Invited _ -> Optional.empty();
            case Purpose.Beginning _, Purpose.Supervising _ -> Optional.empty();
        };
    }

    private static Optional<TransferTo.Rung> rung(CallState other, String legId, DestKind kind, String id) {
        return Optional.of(new TransferTo.Rung(other.callId(), legId, kind, id));
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
