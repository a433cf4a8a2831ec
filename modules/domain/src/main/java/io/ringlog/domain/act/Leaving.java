package io.ringlog.domain.act;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.Command.Shown;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.outbound.Dialling;
import io.ringlog.domain.outbound.Outbound;
import io.ringlog.domain.state.Candidate;
import io.ringlog.domain.state.Outward;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Rejection;
import java.util.Objects;
import java.util.Optional;

/** Sends a call out of the account. */
public final class Leaving {

    private Leaving() {}

    /** Rings the trunks that take the number, one after the other, or refuses the call. */
    public static void dial(LiveCall call, Dialling dialling) {
        switch (Outbound.candidates(call.turn(), dialling)) {
            case Outbound.Exit.Nowhere(Rejection why) -> CallEnding.refuse(call, why);
            case Outbound.Exit.Found found ->
                admitted(call, found.number())
                        .ifPresentOrElse(why -> CallEnding.refuse(call, why), () -> dial(call, dialling, found));
        }
    }

    /** A call that was not let in as an outbound one must pass what limits those. */
    private static Optional<Rejection> admitted(LiveCall call, PublicNumber number) {
        return call.head().direction() == Direction.OUTBOUND || number.numberClass() == NumberClass.EMERGENCY
                ? Optional.empty()
                : AdmissionDesk.admitOut(call.turn(), call.head(), number.e164());
    }

    private static void dial(LiveCall call, Dialling dialling, Outbound.Exit.Found found) {
        PublicNumber number = found.number();
        call.emit(
                new CallEvent.NumberDialled(call.id(), dialling.dialled(), number.e164(), number.numberClass()),
                found.because());
        if (number.numberClass() == NumberClass.EMERGENCY) {
            Candidate first = found.candidates().getFirst();
            Shown shown = Objects.requireNonNull(first.outward()).shown();
            call.emit(
                    new CallEvent.EmergencyDialled(call.id(), number.e164(), dialling.userId(), shown.asserted()),
                    found.because());
        }
        Ringing.start(call, new RingAttempt.Purpose.Outside(number.e164()), found.candidates());
    }

    /** Notes by which way the call leaves now. */
    static void by(LiveCall call, Candidate candidate) {
        Outward out = candidate.outward();
        if (out != null) {
            call.change(it -> it.leaving(out.way()));
        }
    }
}
