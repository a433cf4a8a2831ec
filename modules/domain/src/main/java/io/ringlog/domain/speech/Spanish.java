package io.ringlog.domain.speech;

import java.util.ArrayList;
import java.util.List;

/** Cien, ciento un mensajes, doscientos, el tres de marzo, a la una y cinco. */
final class Spanish extends Grammar {

    @Override
    Gender gender(Thing thing) {
        return Gender.MASCULINE;
    }

    /** Uno, un, una; veintiuno, veintiún, veintiuna; but once. */
    @Override
    boolean tellsApart(int value, Gender gender) {
        return gender != Gender.ALONE && value % 10 == 1 && value != 11;
    }

    @Override
    List<String> hundreds(int hundreds, int rest) {
        if (hundreds == 1) {
            return List.of(rest == 0 ? "number-100" : "hundred");
        }
        return List.of(NUMBER + hundreds + "00");
    }

    @Override
    List<String> year(int year) {
        List<String> ids = new ArrayList<>(List.of(Words.OF.id()));
        ids.addAll(number(year, Gender.ALONE));
        return ids;
    }

    @Override
    List<String> hour(int hour) {
        return List.of(hour == 1 ? HOUR : "hours", small(hour, Gender.FEMININE));
    }

    @Override
    List<String> minute(int minute) {
        return List.of(Words.AND.id(), small(minute, Gender.ALONE));
    }
}
