package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Variables;
import io.ringlog.domain.expression.Expression;
import io.ringlog.domain.expression.Template;
import io.ringlog.domain.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the parameters of a node. */
final class Faults {
    static final int LONGEST_WAIT_SEC = 600;
    private static final int LONGEST_PAUSE_SEC = 60;
    private static final int MOST_DIGITS = 64;
    private static final int MOST_TIMES = 100;

    private final List<String> all = new ArrayList<>();

    Faults named(String field, String value) {
        return unless(!value.isBlank(), field + " is missing");
    }

    Faults within(String field, @Nullable Integer value, int least, int most) {
        return unless(value == null || (value >= least && value <= most), field + " is not " + least + " to " + most);
    }

    Faults digits(int min, int max) {
        return within("maxDigits", max, 1, MOST_DIGITS)
                .unless(min >= 0 && min <= max, "minDigits is not 0 to maxDigits");
    }

    /** How long is waited for keys. */
    Faults waits(int timeoutSec, @Nullable Integer interDigitTimeoutSec) {
        return within("timeoutSec", timeoutSec, 1, LONGEST_WAIT_SEC)
                .within("interDigitTimeoutSec", interDigitTimeoutSec, 1, LONGEST_PAUSE_SEC);
    }

    /** How often something is asked again. */
    Faults times(String field, int value) {
        return within(field, value, 1, MOST_TIMES);
    }

    /** The name of a variable that a flow sets, as an expression can read it. */
    Faults variable(String name) {
        return named("variable", name)
                .unless(
                        name.isBlank() || name.matches("[A-Za-z_][A-Za-z0-9_.]{0,63}"),
                        "variable is not letters, digits, '_' and '.', 64 at most, and no digit first")
                .unless(Variables.maySet(name), "variable " + name + " cannot be set by a flow");
    }

    /** Something to compute. */
    Faults expression(String field, String text) {
        return unsound(field, Expression.fault(text));
    }

    /** Something that holds or does not. */
    Faults test(String field, String text) {
        return unsound(field, Expression.fault(text, Value.Type.TRUTH));
    }

    /** A text that may have expressions in it. */
    Faults template(String field, String text) {
        return unsound(field, Template.fault(text));
    }

    private Faults unsound(String field, Optional<String> why) {
        why.ifPresent(it -> all.add(field + " cannot be read: " + it));
        return this;
    }

    Faults unless(boolean fits, String fault) {
        if (!fits) {
            all.add(fault);
        }
        return this;
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
