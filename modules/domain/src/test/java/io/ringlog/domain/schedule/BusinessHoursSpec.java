package io.ringlog.domain.schedule;

import static io.ringlog.domain.testing.Rows.date;
import static io.ringlog.domain.testing.Rows.range;
import static io.ringlog.domain.testing.Rows.schedule;
import static io.ringlog.domain.testing.Rows.weekly;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import io.ringlog.domain.schedule.Hours.Evaluation;
import io.ringlog.domain.schedule.Hours.State;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.testing.Rows;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BusinessHoursSpec {

    private static final String TUESDAY = "2026-03-03T";

    @Test
    void a_weekly_rule_is_open_from_its_start_until_just_before_its_end() {
        TimeSchedule hours = schedule("sch", null, weekly(2, "09:00", "17:00"));

        assertThat(stateAt(hours, TUESDAY + "08:59:59Z")).isEqualTo(State.OUT_OF_HOURS);
        assertThat(stateAt(hours, TUESDAY + "09:00:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(hours, TUESDAY + "16:59:59Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(hours, TUESDAY + "17:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
    }

    @Test
    void the_answer_names_the_rule_and_when_it_changes() {
        TimeSchedule hours = schedule("sch", null, weekly(2, "09:00", "17:00"));

        Evaluation answer = evaluation(hours, TUESDAY + "10:00:00Z");

        assertThat(answer.ruleId()).isEqualTo("week-2");
        assertThat(answer.nextChangeAt()).isEqualTo(Instant.parse(TUESDAY + "17:00:00Z"));
        assertThat(answer.because().rule()).isEqualTo("schedule.in-hours");
        assertThat(answer.because().inputs()).containsEntry("rule", "week-2").containsEntry("zone", "Z");
    }

    @Test
    void outside_every_rule_the_next_opening_is_the_next_change() {
        TimeSchedule hours = schedule("sch", null, weekly(1, "09:00", "17:00"));

        Evaluation answer = evaluation(hours, TUESDAY + "10:00:00Z");

        assertThat(answer.state()).isEqualTo(State.OUT_OF_HOURS);
        assertThat(answer.ruleId()).isNull();
        assertThat(answer.nextChangeAt()).isEqualTo(Instant.parse("2026-03-09T09:00:00Z"));
    }

    @Test
    void a_schedule_that_is_always_open_never_changes() {
        TimeSchedule always = schedule("sch", null, range("2000-01-01", "2999-12-31", null, null, false));

        assertThat(evaluation(always, TUESDAY + "10:00:00Z").nextChangeAt())
                .isEqualTo(Instant.parse("3000-01-01T00:00:00Z"));
        assertThat(evaluation(always, "3000-01-01T00:00:00Z").nextChangeAt()).isNull();
    }

    @Test
    void the_account_zone_counts_when_the_schedule_names_none() {
        TimeSchedule hours = schedule("sch", null, weekly(2, "09:00", "17:00"));
        Instant eightInTheMorningInParis = Instant.parse(TUESDAY + "08:00:00Z");

        assertThat(ScheduleEvaluator.evaluate(hours, ZoneId.of("Europe/Paris"), eightInTheMorningInParis)
                        .state())
                .isEqualTo(State.IN_HOURS);
    }

    @Test
    void a_closed_date_is_a_holiday_whatever_the_week_says() {
        TimeSchedule hours = schedule("sch", null, weekly(2, "09:00", "17:00"), date("2026-03-03", null, null, true));

        Evaluation answer = evaluation(hours, TUESDAY + "10:00:00Z");

        assertThat(answer.state()).isEqualTo(State.HOLIDAY);
        assertThat(answer.ruleId()).isEqualTo("date-2026-03-03");
        assertThat(answer.nextChangeAt()).isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
    }

    @Test
    void special_hours_of_a_date_beat_a_closed_range_and_the_week() {
        TimeSchedule hours = schedule(
                "sch",
                null,
                weekly(2, "09:00", "17:00"),
                range("2026-03-01", "2026-03-05", null, null, true),
                date("2026-03-03", "10:00", "12:00", false));

        assertThat(stateAt(hours, TUESDAY + "11:00:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(hours, TUESDAY + "13:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
        assertThat(stateAt(hours, "2026-03-04T11:00:00Z")).isEqualTo(State.HOLIDAY);
    }

    @Test
    void closed_beats_open_among_equals() {
        TimeSchedule hours = schedule(
                "sch",
                null,
                range("2026-03-01", "2026-03-05", "09:00", "17:00", false),
                new Rule("closed", Kind.DATE_RANGE, null, null, null, "2026-03-01", "2026-03-05", true));

        assertThat(stateAt(hours, TUESDAY + "10:00:00Z")).isEqualTo(State.HOLIDAY);
    }

    @Test
    void a_closed_rule_with_times_leaves_the_rest_of_the_day_to_the_others() {
        TimeSchedule hours =
                schedule("sch", null, weekly(2, "09:00", "17:00"), date("2026-03-03", "12:00", "13:00", true));

        assertThat(stateAt(hours, TUESDAY + "12:30:00Z")).isEqualTo(State.HOLIDAY);
        assertThat(stateAt(hours, TUESDAY + "13:00:00Z")).isEqualTo(State.IN_HOURS);
    }

    @Test
    void an_overnight_interval_belongs_to_the_day_it_starts_on() {
        TimeSchedule night = schedule("sch", null, weekly(2, "22:00", "06:00"));

        assertThat(stateAt(night, TUESDAY + "05:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
        assertThat(stateAt(night, TUESDAY + "23:00:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(night, "2026-03-04T05:59:59Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(night, "2026-03-04T06:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
    }

    @Test
    void a_closed_date_cuts_an_overnight_interval_at_midnight() {
        TimeSchedule night = schedule("sch", null, weekly(2, "22:00", "06:00"), date("2026-03-04", null, null, true));

        assertThat(stateAt(night, TUESDAY + "23:59:59Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(night, "2026-03-04T00:00:00Z")).isEqualTo(State.HOLIDAY);
    }

    @Test
    void a_closed_day_has_no_night_of_its_own() {
        TimeSchedule night = schedule("sch", null, weekly(2, "22:00", "06:00"), date("2026-03-03", null, null, true));

        assertThat(stateAt(night, TUESDAY + "23:00:00Z")).isEqualTo(State.HOLIDAY);
        assertThat(stateAt(night, "2026-03-04T03:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
    }

    @Test
    void the_same_start_and_end_are_a_whole_day_from_there() {
        TimeSchedule day = schedule("sch", null, weekly(2, "08:00", "08:00"));

        assertThat(stateAt(day, TUESDAY + "08:00:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(day, "2026-03-04T07:59:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(day, "2026-03-04T08:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
    }

    @Test
    void midnight_may_be_written_as_24_00() {
        TimeSchedule late = schedule("sch", null, weekly(2, "18:00", "24:00"));

        assertThat(stateAt(late, TUESDAY + "23:59:59Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(late, "2026-03-04T00:00:00Z")).isEqualTo(State.OUT_OF_HOURS);
    }

    @Test
    void in_a_gap_the_interval_starts_at_the_next_valid_instant() {
        TimeSchedule sunday = schedule("sch", "America/New_York", weekly(0, "02:30", "05:00"));
        Instant clocksGoForward = Instant.parse("2026-03-08T07:00:00Z");

        Evaluation before = evaluation(sunday, clocksGoForward.minusSeconds(1).toString());

        assertThat(before.state()).isEqualTo(State.OUT_OF_HOURS);
        assertThat(before.nextChangeAt()).isEqualTo(clocksGoForward);
        assertThat(stateAt(sunday, clocksGoForward.toString())).isEqualTo(State.IN_HOURS);
    }

    @Test
    void in_an_overlap_both_instants_count_as_inside() {
        TimeSchedule sunday = schedule("sch", "America/New_York", weekly(0, "01:00", "01:30"));

        assertThat(stateAt(sunday, "2026-11-01T05:15:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(stateAt(sunday, "2026-11-01T05:45:00Z")).isEqualTo(State.OUT_OF_HOURS);
        assertThat(stateAt(sunday, "2026-11-01T06:15:00Z")).isEqualTo(State.IN_HOURS);
        assertThat(evaluation(sunday, "2026-11-01T05:45:00Z").nextChangeAt())
                .isEqualTo(Instant.parse("2026-11-01T06:00:00Z"));
    }

    @Test
    void clocks_that_go_back_can_close_what_was_open() {
        TimeSchedule sunday = schedule("sch", "America/New_York", weekly(0, "01:30", "03:00"));

        assertThat(evaluation(sunday, "2026-11-01T05:45:00Z").nextChangeAt())
                .isEqualTo(Instant.parse("2026-11-01T06:00:00Z"));
    }

    @Test
    void a_schedule_without_rules_is_broken_and_counts_as_open() {
        Hours answer = at(schedule("sch", null), TUESDAY + "10:00:00Z");

        assertThat(answer).isEqualTo(new Hours.Broken("sch", "the schedule has no rules"));
        assertThat(answer.state()).isEqualTo(State.IN_HOURS);
    }

    @Test
    void an_unknown_zone_is_named() {
        assertThat(at(schedule("sch", "Mars/Olympus", weekly(2, "09:00", "17:00")), TUESDAY + "10:00:00Z"))
                .isEqualTo(new Hours.Broken("sch", "the time zone Mars/Olympus is unknown"));
    }

    @Test
    void a_rule_that_cannot_be_read_is_named_with_its_fault() {
        assertThat(broken(Kind.WEEKLY, null, null, null, null, null)).isEqualTo("rule r: dow is not 0 to 6");
        assertThat(broken(Kind.WEEKLY, 7, null, null, null, null)).isEqualTo("rule r: dow is not 0 to 6");
        assertThat(broken(Kind.WEEKLY, -1, null, null, null, null)).isEqualTo("rule r: dow is not 0 to 6");
        assertThat(broken(Kind.WEEKLY, 1, "9:00", "17:00", null, null)).isEqualTo("rule r: 9:00 is not HH:MM");
        assertThat(broken(Kind.WEEKLY, 1, "24:00", "08:00", null, null))
                .isEqualTo("rule r: start_time 24:00 is the end of a day");
        assertThat(broken(Kind.WEEKLY, 1, "09:00", null, null, null))
                .isEqualTo("rule r: start_time and end_time go together");
        assertThat(broken(Kind.DATE, null, null, null, null, null)).isEqualTo("rule r: start_date is missing");
        assertThat(broken(Kind.DATE, null, null, null, "2026-02-30", null))
                .isEqualTo("rule r: start_date 2026-02-30 is not a date YYYY-MM-DD");
        assertThat(broken(Kind.DATE_RANGE, null, null, null, "2026-02-03", null))
                .isEqualTo("rule r: end_date is missing");
        assertThat(broken(Kind.DATE_RANGE, null, null, null, "2026-02-03", "2026-02-01"))
                .isEqualTo("rule r: end_date is before start_date");
    }

    @Test
    void a_schedule_is_found_by_id_and_read_in_the_zone_of_the_account() {
        AccountState state = new AccountState();
        state.put(new Granule.Configured(Rows.account(), 1));
        state.put(new Granule.Configured(schedule("sch", null, weekly(2, "09:00", "17:00")), 2));
        Instant noon = Instant.parse(TUESDAY + "12:00:00Z");

        assertThat(ScheduleEvaluator.of(state.config(), Rows.ACCOUNT, "sch", noon)
                        .state())
                .isEqualTo(State.IN_HOURS);
        assertThat(ScheduleEvaluator.of(state.config(), "acc_other", "sch", noon)
                        .state())
                .isEqualTo(State.IN_HOURS);
        assertThat(ScheduleEvaluator.of(state.config(), Rows.ACCOUNT, "sch_none", noon))
                .isEqualTo(new Hours.Broken("sch_none", "there is no schedule sch_none"));
    }

    private static String broken(Kind kind, Integer dow, String start, String end, String firstDate, String lastDate) {
        Rule rule = new Rule("r", kind, dow, start, end, firstDate, lastDate, false);
        return ((Hours.Broken) at(schedule("sch", null, rule), TUESDAY + "10:00:00Z")).reason();
    }

    private static State stateAt(TimeSchedule schedule, String instant) {
        return at(schedule, instant).state();
    }

    private static Evaluation evaluation(TimeSchedule schedule, String instant) {
        return (Evaluation) at(schedule, instant);
    }

    private static Hours at(TimeSchedule schedule, String instant) {
        return ScheduleEvaluator.evaluate(schedule, ZoneOffset.UTC, Instant.parse(instant));
    }
}
