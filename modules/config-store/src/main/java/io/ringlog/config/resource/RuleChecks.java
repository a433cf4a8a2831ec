package io.ringlog.config.resource;

import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one line of a schedule must and must not have. */
final class RuleChecks {

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

    private RuleChecks() {}

    static void check(Rule rule, Problems p) {
        time(rule.startTime(), "start_time", p);
        p.require(
                !"24:00".equals(rule.startTime()),
                "start_time",
                "config.out-of-range",
                "must be before 24:00, which is the end of a day");
        time(rule.endTime(), "end_time", p);
        p.require(
                (rule.startTime() == null) == (rule.endTime() == null),
                rule.startTime() == null ? "start_time" : "end_time",
                "config.required",
                "is required: a rule has both times or none");
        p.require(
                rule.startTime() == null || !rule.startTime().equals(rule.endTime()),
                "end_time",
                "config.out-of-range",
                "must differ from start_time");
        switch (rule.kind()) {
            case WEEKLY -> weekly(rule, p);
            case DATE, DATE_RANGE -> dated(rule, p);
        }
    }

    private static void weekly(Rule rule, Problems p) {
        p.require(rule.dow() != null, "dow", "config.required", "is required in a weekly rule");
        Shapes.range(rule.dow(), 0, 6, "dow", p);
        superfluous(rule.startDate(), "start_date", "weekly", p);
        superfluous(rule.endDate(), "end_date", "weekly", p);
    }

    private static void dated(Rule rule, Problems p) {
        boolean range = rule.kind() == Kind.DATE_RANGE;
        superfluous(rule.dow(), "dow", "date", p);
        LocalDate start = Shapes.date(rule.startDate(), "start_date", p);
        p.require(rule.startDate() != null, "start_date", "config.required", "is required in a date rule");
        if (range) {
            LocalDate end = Shapes.date(rule.endDate(), "end_date", p);
            p.require(rule.endDate() != null, "end_date", "config.required", "is required in a date_range rule");
            boolean ordered = start == null || end == null || !end.isBefore(start);
            p.require(ordered, "end_date", "config.out-of-range", "must not be before start_date");
        } else {
            superfluous(rule.endDate(), "end_date", "date", p);
        }
    }

    private static void superfluous(@Nullable Object value, String field, String kind, Problems p) {
        p.require(value == null, field, "config.superfluous", "has no meaning in a " + kind + " rule");
    }

    private static void time(@Nullable String value, String field, Problems p) {
        p.require(value == null || TIME.matcher(value).matches(), field, "config.bad-time", "must be HH:MM");
    }
}
