package io.ringlog.domain.transfer;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.act.Parking;
import io.ringlog.domain.act.Talks;
import io.ringlog.domain.act.Transfers;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.LegRef;
import io.ringlog.domain.journal.TransferTo;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.Transfer.Asked;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * An INVITE of a phone takes the place of somebody in another call of the account (RFC 3891): of a phone that rings,
 * whose call it picks up, or of one that talks, as if that passed the other on to it.
 */
public final class Replacing {

    private Replacing() {}

    /** Leads a call that was admitted. */
    public static void come(LiveCall comer, CallFact.Replacing named) {
        LegRef party = named.party();
        Optional<LiveCall> call = Optional.ofNullable(party)
                .filter(it -> !it.callId().equals(comer.id()))
                .flatMap(it -> comer.turn().live(it.callId()));
        if (party == null || call.isEmpty()) {
            unknown(comer);
            return;
        }
        switch (call.get().state().leg(party.legId()).orElse(null)) {
            case Leg.Ringing _ when Parking.mayBePickedUp(call.get().state()) -> Parking.pickUp(comer, call.get());
            case Leg.Up _
            when named.earlyOnly() ->
                CallEnding.refuse(comer, Refusal.REPLACES_EARLY_ONLY.rejection("the dialog is answered"));
            case Leg.Up up -> takePlace(comer, call.get(), up.id());
            // An early dialog that we have not begun is none that could be replaced (section 3).
            case Leg.Ringing _, Leg.Inviting _, Leg.Over _ -> unknown(comer);
            case null -> unknown(comer);
        }
    }

    private static void unknown(LiveCall comer) {
        CallEnding.refuse(comer, Refusal.REPLACES_UNKNOWN.rejection("no dialog of the account here is meant"));
    }

    private static void takePlace(LiveCall comer, LiveCall call, String legId) {
        switch (TransferDecider.of(comer.turn().state(), call.state(), legId)) {
            case TransferDecider.Verdict.Refused(Rejection why) -> notNow(comer, why.text());
            case TransferDecider.Verdict.Passes passes -> {
                LiveCall led = comer.turn().live(passes.led().callId()).orElseThrow();
                Optional<Rejection> unreachable = Talks.unreachable(comer, List.of(passes.led()));
                if (unreachable.isPresent()) {
                    notNow(comer, unreachable.get().text());
                    return;
                }
                // Until the edge has the talk in its hands the phone waits: it hears that it rings.
                comer.command(new Command.RingLeg(comer.id(), CallFact.CALLER));
                PassingOn.begin(
                        led,
                        passes,
                        new TransferTo.Consulted(comer.id(), null),
                        new Asked.ByReplacer(comer.id()),
                        because(comer.id()));
            }
        }
    }

    /** Who stays is with the engine: whoever came is answered and joined with them, and whose place it is leaves. */
    static void arrives(LiveCall call, String comerId) {
        Optional<LiveCall> comer = call.turn().live(comerId);
        if (comer.isPresent()) {
            Parking.comeFor(comer.get(), call, because(comerId));
            Transfers.taken(call, DestKind.USER);
        } else {
            CallEnding.refuse(call, Obstacle.OTHER_CALL_ENDED.rejection("who was to take the place is gone"));
        }
    }

    private static Because because(String comerId) {
        return Because.of("party.replaces").with("by", comerId);
    }

    /** It comes to nothing. */
    static void failed(LiveCall call, String comerId, String text) {
        call.turn().live(comerId).ifPresent(comer -> notNow(comer, text));
    }

    private static void notNow(LiveCall comer, String text) {
        CallEnding.refuse(comer, Refusal.REPLACES_NOT_NOW.rejection(text));
    }
}
