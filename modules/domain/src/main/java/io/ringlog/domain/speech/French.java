package io.ringlog.domain.speech;

import java.util.List;
import java.util.Set;

/** Cent un, le premier mars, une heure vingt et une. */
final class French extends Grammar {

    /** They end in one and are eleven. */
    private static final Set<Integer> ELEVENS = Set.of(11, 71, 91);

    @Override
    Gender gender(Thing thing) {
        return thing == Thing.MINUTE ? Gender.FEMININE : Gender.MASCULINE;
    }

    /** Une, vingt et une, but onze, soixante et onze and quatre-vingt-onze: hours and minutes are feminine. */
    @Override
    boolean tellsApart(int value, Gender gender) {
        return gender == Gender.FEMININE && value % 10 == 1 && !ELEVENS.contains(value);
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
