package io.ringlog.domain.expression;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads numbers as keys and documents have them; an exponent would be a number of any size. Pure. */
final class Numbers {

    private static final Pattern FORM = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

    private Numbers() {}

    /** Empty when the text is no number; spaces around it do not matter. */
    static Optional<Value> of(String text) {
        String bare = text.strip();
        return FORM.matcher(bare).matches() ? Optional.of(Bounds.number(new BigDecimal(bare))) : Optional.empty();
    }
}
