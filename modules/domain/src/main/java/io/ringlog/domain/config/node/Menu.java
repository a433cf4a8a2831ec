package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plays a prompt and branches on keys (REFERENCE section 4.1): an outcome {@code digit:x} for each edge. */
public record Menu(
        @Sound @Nullable String promptAudioId,
        @Sound @Nullable String repromptAudioId,
        @Sound @Nullable String invalidAudioId,
        @Unsaid("1") int minDigits,
        int maxDigits,
        @Nullable String terminators,
        @Unsaid("5") int timeoutSec,
        @Nullable Integer interDigitTimeoutSec,
        @Unsaid("3") int maxFailures,
        @Unsaid("3") int maxTimeouts,
        @Unsaid("true") boolean bargeIn)
        implements NodeData {

    private static final String DIGIT = "digit:";

    @Override
    public List<String> faults() {
        return new Faults()
                .digits(minDigits, maxDigits)
                .waits(timeoutSec, interDigitTimeoutSec)
                .times("maxFailures", maxFailures)
                .times("maxTimeouts", maxTimeouts)
                .all();
    }

    @Override
    public boolean asksCaller() {
        return true;
    }

    @Override
    public List<String> outcomes() {
        return List.of(Asking.TIMEOUT, Asking.INVALID);
    }

    @Override
    public boolean mayHave(String outcome) {
        return outcome.matches(DIGIT + "[0-9*#]+")
                ? outcome.length() - DIGIT.length() <= maxDigits
                : NodeData.super.mayHave(outcome);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        return Asking.ask(at, gathering(promptAudioId));
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        if (heard instanceof Heard.Played) {
            return Asking.ask(at, again());
        }
        return heard instanceof Heard.Pressed pressed ? pressed(at, pressed) : Optional.empty();
    }

    private Optional<Outcome> pressed(Visit at, Heard.Pressed pressed) {
        Because because = Asking.read("flow.menu", at, pressed);
        if (pressed.silent()) {
            return at.timeouts() + 1 >= maxTimeouts
                    ? Optional.of(new Outcome(Asking.TIMEOUT, because.with("max_timeouts", maxTimeouts)))
                    : Asking.afterSilence(at, again());
        }
        String outcome = DIGIT + pressed.digits();
        if (at.hasEdge(outcome) && pressed.digits().length() >= minDigits) {
            at.set(Asking.DIGITS, pressed.digits(), because);
            return Optional.of(new Outcome(outcome, because));
        }
        return at.tries() + 1 >= maxFailures
                ? Optional.of(new Outcome(Asking.INVALID, because.with("max_failures", maxFailures)))
                : Asking.afterWrong(at, invalidAudioId, again());
    }

    private Gathering again() {
        return gathering(repromptAudioId == null ? promptAudioId : repromptAudioId);
    }

    private Gathering gathering(@Nullable String mediaId) {
        return new Gathering(
                Asking.phrase(mediaId), minDigits, maxDigits, terminators, timeoutSec, interDigitTimeoutSec, bargeIn);
    }
}
