package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.expression.BoundedText;
import io.ringlog.domain.expression.Patterns;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Captures digits into a variable (REFERENCE section 4.1). */
public record Collect(
        String variable,
        @Sound @Nullable String promptAudioId,
        @Sound @Nullable String repromptAudioId,
        @Sound @Nullable String invalidAudioId,
        @Unsaid("1") int minDigits,
        int maxDigits,
        @Nullable String terminator,
        @Unsaid("5") int timeoutSec,
        @Nullable Integer interDigitTimeoutSec,
        @Nullable String regex,
        @Unsaid("3") int maxTries)
        implements NodeData {

    private static final String COLLECTED = "collected";

    @Override
    public List<String> faults() {
        return new Faults()
                .variable(variable)
                .digits(minDigits, maxDigits)
                .waits(timeoutSec, interDigitTimeoutSec)
                .times("maxTries", maxTries)
                .unless(regex == null || Patterns.read(regex).isPresent(), "regex cannot be read")
                .all();
    }

    @Override
    public boolean asksCaller() {
        return true;
    }

    @Override
    public List<String> outcomes() {
        return List.of(COLLECTED, Asking.TIMEOUT, Asking.INVALID);
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
        Because because = Asking.read("flow.collect", at, pressed);
        boolean last = at.tries() + at.timeouts() + 1 >= maxTries;
        if (pressed.silent()) {
            return last
                    ? Optional.of(new Outcome(Asking.TIMEOUT, because.with("max_tries", maxTries)))
                    : Asking.afterSilence(at, again());
        }
        String fault = fault(pressed.digits());
        if (fault == null) {
            at.set(variable, pressed.digits(), because);
            at.set(Asking.DIGITS, pressed.digits(), because);
            return Optional.of(new Outcome(COLLECTED, because));
        }
        return last
                ? Optional.of(
                        new Outcome(Asking.INVALID, because.with("fault", fault).with("max_tries", maxTries)))
                : Asking.afterWrong(at, invalidAudioId, again());
    }

    private @Nullable String fault(String digits) {
        if (digits.length() < minDigits) {
            return "fewer than " + minDigits + " digits";
        }
        if (regex == null) {
            return null;
        }
        Optional<Pattern> pattern = Patterns.read(regex);
        if (pattern.isEmpty()) {
            return "the pattern " + regex + " cannot be read";
        }
        Optional<Boolean> found = BoundedText.test(pattern.get(), digits, Matcher::find);
        if (found.isEmpty()) {
            return "the pattern " + regex + " takes too long";
        }
        return found.get() ? null : "does not match " + regex;
    }

    private Gathering again() {
        return gathering(repromptAudioId == null ? promptAudioId : repromptAudioId);
    }

    private Gathering gathering(@Nullable String mediaId) {
        return new Gathering(
                Asking.phrase(mediaId), minDigits, maxDigits, terminator, timeoutSec, interDigitTimeoutSec, true);
    }
}
