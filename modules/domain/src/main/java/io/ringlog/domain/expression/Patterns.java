package io.ringlog.domain.expression;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the regular expressions of tenants. Pure. */
public final class Patterns {

    /** A deeply nested pattern would exhaust the stack of whoever reads it. */
    private static final int LONGEST = 250;

    /** Repeating nothing looks at no text, so the repetitions themselves must be few. */
    private static final double MOST_REPETITIONS = 10_000;

    private static final Pattern AT_LEAST = Pattern.compile("\\{(\\d{1,10})");

    private Patterns() {}

    /** A regular expression; empty when it is broken, or too long to be honest. */
    public static Optional<Pattern> read(String text) {
        if (text.length() > LONGEST || repetitions(text) > MOST_REPETITIONS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException broken) {
            return Optional.empty();
        }
    }

    /** How often the least repetitions of a pattern, all inside each other, would be tried. */
    static double repetitions(String pattern) {
        return AT_LEAST.matcher(pattern)
                .results()
                .mapToDouble(count -> Math.max(1, Double.parseDouble(count.group(1))))
                .reduce(1, (a, b) -> a * b);
    }
}
