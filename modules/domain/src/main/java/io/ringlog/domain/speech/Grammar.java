package io.ringlog.domain.speech;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** How a language says numbers, days and times by prompts. What is here holds for most; a language has what differs. */
abstract class Grammar {

    static final int LARGEST = 999_999;
    static final String NUMBER = "number-";
    static final String HOUR = "hour";

    /** Within so many days a weekday says which day it was. */
    private static final int WEEK = 6;

    /** Before the plural of a thing. */
    Gender gender(Thing thing) {
        return Gender.ALONE;
    }

    /** A number of up to six figures. */
    List<String> number(int value, Gender gender) {
        List<String> ids = new ArrayList<>();
        int thousands = value / 1_000;
        if (thousands > 0) {
            if (thousands > 1 || saysOneThousand()) {
                ids.addAll(belowThousand(thousands, Gender.MASCULINE));
            }
            ids.add("thousand");
        }
        if (value % 1_000 > 0 || value == 0) {
            ids.addAll(belowThousand(value % 1_000, gender));
        }
        return ids;
    }

    private List<String> belowThousand(int value, Gender gender) {
        List<String> ids = new ArrayList<>();
        if (value >= 100) {
            ids.addAll(hundreds(value / 100, value % 100));
        }
        if (value % 100 > 0 || value == 0) {
            ids.add(small(value % 100, gender));
        }
        return ids;
    }

    /** Two thousand, and one thousand or thousand. */
    boolean saysOneThousand() {
        return false;
    }

    /**
     * Hundreds before what is left of the number.
     *
     * @param hundreds 1 to 9
     */
    List<String> hundreds(int hundreds, int rest) {
        return hundreds == 1 ? List.of("hundred") : List.of(small(hundreds, Gender.ALONE), "hundred");
    }

    /** 0 to 99. */
    String small(int value, Gender gender) {
        return NUMBER + value + (tellsApart(value, gender) ? gender.suffix() : "");
    }

    /** Whether a number below 100 is another word before something of that gender. */
    boolean tellsApart(int value, Gender gender) {
        return false;
    }

    /** On which day and at what time. */
    final List<String> moment(LocalDateTime at, LocalDate today) {
        List<String> ids = new ArrayList<>(day(at.toLocalDate(), today));
        ids.add(Words.AT.id());
        ids.addAll(time(at.toLocalTime()));
        return ids;
    }

    private List<String> day(LocalDate day, LocalDate today) {
        long ago = today.toEpochDay() - day.toEpochDay();
        if (ago == 0) {
            return List.of(Words.TODAY.id());
        }
        if (ago == 1) {
            return List.of(Words.YESTERDAY.id());
        }
        if (ago > 0 && ago <= WEEK) {
            return weekday("weekday-" + day.getDayOfWeek().getValue());
        }
        List<String> ids = new ArrayList<>(date(day.getDayOfMonth(), "month-" + day.getMonthValue()));
        if (day.getYear() != today.getYear()) {
            ids.addAll(year(day.getYear()));
        }
        return ids;
    }

    List<String> weekday(String weekday) {
        return List.of(Words.ON.id(), weekday);
    }

    List<String> date(int day, String month) {
        return List.of(Words.ON.id(), small(day, Gender.ALONE), month);
    }

    List<String> year(int year) {
        return number(year, Gender.ALONE);
    }

    /** Twenty-four hours, and minutes where there are any. */
    List<String> time(LocalTime at) {
        List<String> ids = new ArrayList<>(hour(at.getHour()));
        if (at.getMinute() > 0) {
            ids.addAll(minute(at.getMinute()));
        }
        return ids;
    }

    List<String> hour(int hour) {
        return List.of(small(hour, Gender.MASCULINE), HOUR);
    }

    List<String> minute(int minute) {
        return List.of(small(minute, Gender.ALONE));
    }
}
