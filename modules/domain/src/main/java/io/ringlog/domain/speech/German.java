package io.ringlog.domain.speech;

import java.util.List;

/** Einhundert, am dritten März, ein Uhr fünf. */
final class German extends Grammar {

    @Override
    boolean saysOneThousand() {
        return true;
    }

    @Override
    List<String> hundreds(int hundreds, int rest) {
        return List.of(small(hundreds, Gender.MASCULINE), "hundred");
    }

    /** Eins, and ein Uhr. */
    @Override
    boolean tellsApart(int value, Gender gender) {
        return value == 1 && gender == Gender.MASCULINE;
    }

    @Override
    List<String> date(int day, String month) {
        return List.of(Words.ON.id(), "ordinal-" + day, month);
    }
}
