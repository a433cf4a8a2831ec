package io.ringlog.domain.expression;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that a tenant's regular expression may look at so often and no more. Patterns that backtrack without end
 * would hold back every account of the partition; counting looks instead of time keeps the decision the same anywhere.
 */
public final class BoundedText implements CharSequence {

    /** Ten thousand looks are a few hundred microseconds, and more than any honest pattern needs. */
    private static final int MOST_LOOKS = 10_000;

    /** The longest text a pattern is tried on: its matcher may go one frame deeper with each character. */
    private static final int LONGEST = 500;

    /**
     * Inside a repeated group the matcher goes deeper with each character by as many frames as the pattern has parts.
     * Five thousand fill a thread's usual stack of 1 MiB, and an overflow would end the brain, not the decision.
     */
    private static final double DEEPEST = 4_000;

    private final String text;
    private int looks;

    private BoundedText(String text) {
        this.text = text;
    }

    /** What a pattern's matcher says of a text; empty when it would take too long or go too deep to say so. */
    public static Optional<Boolean> test(Pattern pattern, String text, Predicate<Matcher> question) {
        if (text.length() > LONGEST || depth(pattern.pattern(), text) > DEEPEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.test(pattern.matcher(new BoundedText(text))));
        } catch (TooManyLooks tooMany) {
            return Optional.empty();
        }
    }

    private static double depth(String pattern, String text) {
        double rounds = text.length() + Patterns.repetitions(pattern);
        return pattern.contains("(") ? rounds * pattern.length() : rounds;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks++;
        if (looks > MOST_LOOKS) {
            throw new TooManyLooks();
        }
        return text.charAt(index);
    }

    @Override
    public String subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The pattern has used up its looks. */
    private static final class TooManyLooks extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLooks() {
            super("a pattern looked at its text too often", null, false, false);
        }
    }
}
