package io.ringlog.domain.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** How much an expression may be and compute; a variable of a call is as long as the longest text here. */
final class Bounds {

    /** Characters of one expression. */
    static final int LONGEST_EXPRESSION = 500;

    /** Parts inside each other. */
    static final int DEEPEST = 32;

    static final int LONGEST_TEXT = 1_000;
    static final int MOST_ITEMS = 100;

    /** Digits that a number is computed to. */
    static final MathContext DIGITS = new MathContext(28);

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(18);
    private static final BigDecimal SMALLEST = BigDecimal.ONE.movePointLeft(9);

    private Bounds() {}

    static Value text(CharSequence text) {
        if (text.length() > LONGEST_TEXT) {
            throw new Unanswerable("a text is longer than " + LONGEST_TEXT + " characters");
        }
        return new Value.Text(text.toString());
    }

    static Value list(List<String> items) {
        if (items.size() > MOST_ITEMS) {
            throw new Unanswerable("a list has more than " + MOST_ITEMS + " items");
        }
        return new Value.Texts(items);
    }

    /** Nine places behind the point and less than 10^18 before it. */
    static Value number(BigDecimal number) {
        if (number.abs().compareTo(LARGEST) >= 0) {
            throw new Unanswerable("a number is 10^18 or more");
        }
        return new Value.Number(number.setScale(SMALLEST.scale(), DIGITS.getRoundingMode()));
    }
}
