package io.ringlog.domain.act;

import io.ringlog.domain.config.RingOutcome;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import java.util.List;
import java.util.stream.Collectors;

/** What the legs of a ring attempt answered that nobody took. Pure. */
public record RingAnswers(List<Leg.Over> legs) {

    public RingAnswers {
        legs = List.copyOf(legs);
    }

    /** Those of the newest attempt. */
    public static RingAnswers of(CallState call) {
        RingAttempt attempt = call.ring();
        List<String> legIds = attempt == null ? List.of() : attempt.legIds();
        return new RingAnswers(call.legs().stream()
                .filter(leg -> legIds.contains(leg.id()))
                .filter(Leg.Over.class::isInstance)
                .map(Leg.Over.class::cast)
                .toList());
    }

    /** The best of them, which is what the caller is told. */
    RingOutcome best() {
        return RingOutcome.bestOf(outcomes());
    }

    /**
     * What they say of one user together: busy when every phone that could be reached is, no answer when one of them
     * rang in vain (REFERENCE section 11.19). Without a leg it is {@code unasked}.
     */
    public RingOutcome together(RingOutcome unasked) {
        List<RingOutcome> reached =
                outcomes().stream().filter(it -> it != RingOutcome.UNREACHABLE).toList();
        if (legs.isEmpty()) {
            return unasked;
        }
        return reached.contains(RingOutcome.NO_ANSWER) ? RingOutcome.NO_ANSWER : RingOutcome.bestOf(reached);
    }

    /** The final answer of each leg, for whoever asks why. */
    String said() {
        return legs.stream().map(leg -> leg.id() + " " + leg.status()).collect(Collectors.joining(", "));
    }

    /** One that we stopped because of another's 6xx says nothing. */
    private List<RingOutcome> outcomes() {
        boolean global = legs.stream().anyMatch(leg -> RingOutcome.isGlobal(leg.status()));
        return legs.stream()
                .filter(leg -> !global || leg.status() != 487)
                .map(leg -> RingOutcome.of(leg.status()))
                .toList();
    }
}
