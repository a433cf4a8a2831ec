package io.ringlog.domain.speech;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** One hundred, on March third, ten oh five a.m. */
final class English extends Grammar {

    @Override
    boolean saysOneThousand() {
        return true;
    }

    @Override
    List<String> hundreds(int hundreds, int rest) {
        return List.of(NUMBER + hundreds, "hundred");
    }

    @Override
    List<String> date(int day, String month) {
        return List.of(Words.ON.id(), month, "ordinal-" + day);
    }

    @Override
    List<String> time(LocalTime at) {
        List<String> ids = new ArrayList<>();
        ids.add(NUMBER + (at.getHour() % 12 == 0 ? 12 : at.getHour() % 12));
        int minute = at.getMinute();
        if (minute > 0 && minute < 10) {
            ids.add("oh");
        }
        if (minute > 0) {
            ids.add(NUMBER + minute);
        }
        ids.add(at.getHour() < 12 ? "am" : "pm");
        return ids;
    }
}
