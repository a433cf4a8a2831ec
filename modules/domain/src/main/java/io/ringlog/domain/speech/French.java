package io.ringlog.domain.speech;

import java.util.List;

/** Cent un, le premier mars, une heure vingt et une. */
final class French extends Grammar {

    @Override
    Gender gender(Thing thing) {
        return Gender.MASCULINE;
    }

    /** Une, vingt et une, but onze: what is counted in the feminine are hours and minutes. */
    @Override
    boolean tellsApart(int value, Gender gender) {
        return gender == Gender.FEMININE && value % 10 == 1 && value != 11;
    }

    /** Mardi; le mardi would be every one. */
    @Override
    List<String> weekday(String weekday) {
        return List.of(weekday);
    }

    @Override
    List<String> date(int day, String month) {
        return List.of(Words.ON.id(), day == 1 ? "ordinal-1" : NUMBER + day, month);
    }

    @Override
    List<String> hour(int hour) {
        return List.of(small(hour, Gender.FEMININE), hour < 2 ? HOUR : "hours");
    }

    @Override
    List<String> minute(int minute) {
        return List.of(small(minute, Gender.FEMININE));
    }
}
