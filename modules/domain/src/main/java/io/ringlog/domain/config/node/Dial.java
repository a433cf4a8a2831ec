package io.ringlog.domain.config.node;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.RingOutcome;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rings a user, or sends the call to another target; who is answered leaves the flow. */
public record Dial(
        DestKind destKind,
        @Refers(by = "destKind") String destId,
        @Nullable Integer timeoutSec) implements NodeData {

    /** The outcome of a call that somebody took; it leaves the flow. */
    public static final String ANSWERED = "answered";

    @Override
    public List<String> faults() {
        return new Faults()
                .unless(destKind == DestKind.HANGUP || !destId.isBlank(), "destId is missing")
                .within("timeoutSec", timeoutSec, 1, Faults.LONGEST_WAIT_SEC)
                .all();
    }

    @Override
    public List<String> outcomes() {
        return Stream.concat(Stream.of(ANSWERED), RingOutcome.nodeOutcomes().stream())
                .toList();
    }

    /** A call that is sent on does not come back. */
    @Override
    public List<String> needed() {
        return destKind == DestKind.USER ? RingOutcome.nodeOutcomes() : List.of();
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        if (destKind == DestKind.USER) {
            at.ring(destId, timeoutSec);
        } else {
            at.goTo(destKind, destId);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        return heard instanceof Heard.RingFailed(RingOutcome outcome, Because because)
                ? Optional.of(new Outcome(outcome.nodeOutcome(), because))
                : Optional.empty();
    }
}
