package io.ringlog.domain.outbound;

import java.util.List;

/**
 * Which numbers are of other accounts of the platform, as far as anybody has said.
 *
 * @param late whether nobody has said it in time
 */
public record NumbersHere(List<String> numbers, boolean late) {

    /** Where nothing is of another account. */
    public static final NumbersHere NONE = said(List.of());

    /** Where nobody has said it in time: every number is taken for one outside. */
    public static final NumbersHere LATE = new NumbersHere(List.of(), true);

    public NumbersHere {
        numbers = List.copyOf(numbers);
    }

    public static NumbersHere said(List<String> numbers) {
        return new NumbersHere(numbers, false);
    }
}
