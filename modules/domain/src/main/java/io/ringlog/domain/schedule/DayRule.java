package io.ringlog.domain.schedule;

import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A schedule rule, read: the days it applies to and its minutes of such a day.
 *
 * @param dow 0 Sunday to 6 Saturday for a weekly rule, else -1
 * @param first first date, for a date or range rule
 * @param last last date, for a date or range rule
 * @param from first minute inside, 0 to 1439
 * @param to first minute outside, counted from the same midnight; above 1440 when the interval runs overnight
 */
record DayRule(
        String id,
        Kind kind,
        int dow,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        int from,
        int to,
        boolean closed) {

    static final int DAY = 24 * 60;

    /** @throws DateTimeException when the rule cannot be read, saying which and why */
    static DayRule read(Rule rule) {
        int dow = rule.kind() == Kind.WEEKLY ? dayOfWeek(rule) : -1;
        LocalDate first = rule.kind() == Kind.WEEKLY ? null : date(rule, rule.startDate(), "start_date");
        LocalDate last = rule.kind() == Kind.DATE_RANGE ? date(rule, rule.endDate(), "end_date") : first;
        if (first != null && last != null && last.isBefore(first)) {
            throw broken(rule, "end_date is before start_date");
        }
        if ((rule.startTime() == null) != (rule.endTime() == null)) {
            throw broken(rule, "start_time and end_time go together");
        }
        int from = minutes(rule, rule.startTime(), 0);
        if (from == DAY) {
            throw broken(rule, "start_time 24:00 is the end of a day");
        }
        int to = minutes(rule, rule.endTime(), DAY);
        return new DayRule(rule.id(), rule.kind(), dow, first, last, from, to <= from ? to + DAY : to, rule.isClosed());
    }

    boolean appliesOn(LocalDate day) {
        if (first == null || last == null) {
            return day.getDayOfWeek().getValue() % 7 == dow;
        }
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** @param minute of a day it applies to; counted on past 1440 for the day after */
    boolean covers(int minute) {
        return from <= minute && minute < to;
    }

    boolean wholeDay() {
        return from == 0 && to == DAY;
    }

    /** A date beats a range, a range beats the week. */
    int rank() {
        return switch (kind) {
            case DATE -> 0;
            case DATE_RANGE -> 1;
            case WEEKLY -> 2;
        };
    }

    private static int dayOfWeek(Rule rule) {
        Integer dow = rule.dow();
        if (dow == null || dow < 0 || dow > 6) {
            throw broken(rule, "dow is not 0 to 6");
        }
        return dow;
    }

    private static LocalDate date(Rule rule, @Nullable String text, String field) {
        if (text == null) {
            throw broken(rule, field + " is missing");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw broken(rule, field + " " + text + " is not a date YYYY-MM-DD");
        }
    }

    private static int minutes(Rule rule, @Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("([01]\\d|2[0-3]):[0-5]\\d|24:00")) {
            throw broken(rule, text + " is not HH:MM");
        }
        return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    private static DateTimeException broken(Rule rule, String why) {
        return new DateTimeException("rule " + rule.id() + ": " + why);
    }
}
