package io.ringlog.domain.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.TimeSchedule;
import io.ringlog.domain.config.TimeSchedule.Kind;
import io.ringlog.domain.config.TimeSchedule.Rule;
import io.ringlog.domain.schedule.Hours.Evaluation;
import io.ringlog.domain.schedule.Hours.State;
import io.ringlog.domain.testing.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NextChangeTest {

    private static final List<String> ZONES = List.of(
            "UTC", "America/New_York", "Europe/Paris", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu");
    private static final long STEP_SEC = 15 * 60;
    private static final int LOOK_STEP_SECS = 40 * 24 * 60;

    @Test
    void the_next_change_is_the_first_instant_at_which_the_answer_differs() {
        for (long seed = 1; seed <= 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TimeSchedule schedule = randomSchedule(random);
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextLong(365 * 86_400L));

            Evaluation answer = at(schedule, at);

            assertThat(answer.nextChangeAt())
                    .describedAs("seed %d at %s, %s", seed, at, schedule)
                    .isEqualTo(bySearch(schedule, at, answer));
        }
    }

    /** Walks in steps of a quarter hour, on which every boundary falls. Beyond the look-ahead it trusts but checks. */
    private static Instant bySearch(TimeSchedule schedule, Instant at, Evaluation answer) {
        Instant next = answer.nextChangeAt();
        Calendar calendar = new Calendar(
                schedule.rules().stream().map(DayRule::read).toList(), ZoneId.of(String.valueOf(schedule.timezone())));
        Instant first = Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), STEP_SEC) * STEP_SEC);
        for (int step = 1; step <= LOOK_STEP_SECS; step++) {
            Instant probe = first.plusSeconds(step * STEP_SEC);
            if (calendar.at(probe).state() != answer.state()) {
                return probe;
            }
        }
        State then = next == null ? null : calendar.at(next).state();
        return then == answer.state() ? Instant.EPOCH : next;
    }

    private static Evaluation at(TimeSchedule schedule, Instant at) {
        return (Evaluation) ScheduleEvaluator.evaluate(schedule, ZoneOffset.UTC, at);
    }

    private static TimeSchedule randomSchedule(SplittableRandom random) {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            rules.add(randomRule("r" + i, random));
        }
        return new TimeSchedule("sch", Rows.ACCOUNT, "sch", ZONES.get(random.nextInt(ZONES.size())), rules);
    }

    private static Rule randomRule(String id, SplittableRandom random) {
        Kind kind = Kind.values()[random.nextInt(3)];
        boolean times = random.nextInt(3) > 0;
        LocalDate first = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(380));
        return new Rule(
                id,
                kind,
                kind == Kind.WEEKLY ? random.nextInt(7) : null,
                times ? time(random) : null,
                times ? time(random) : null,
                kind == Kind.WEEKLY ? null : first.toString(),
                kind == Kind.DATE_RANGE ? first.plusDays(random.nextInt(30)).toString() : null,
                random.nextInt(3) == 0);
    }

    private static String time(SplittableRandom random) {
        return "%02d:%02d".formatted(random.nextInt(random.nextBoolean() ? 24 : 4), random.nextInt(4) * 15);
    }
}
