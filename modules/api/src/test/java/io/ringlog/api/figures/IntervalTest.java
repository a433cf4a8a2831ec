package io.ringlog.api.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.figures.Interval.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static List<Long> minutes(List<Span> spans) {
        return spans.stream()
                .map(it -> Duration.between(it.from(), it.until()).toMinutes())
                .toList();
    }

    @Test
    void the_days_on_which_the_clock_is_changed_have_23_and_25_hours() {
        Instant spring = Instant.parse("2026-03-28T23:00:00Z");
        Instant autumn = Instant.parse("2026-10-24T22:00:00Z");

        assertThat(minutes(Interval.DAY.between(spring, spring.plusSeconds(1), BERLIN)))
                .containsExactly(23 * 60L);
        assertThat(minutes(Interval.DAY.between(autumn, autumn.plusSeconds(1), BERLIN)))
                .containsExactly(25 * 60L);
        assertThat(Interval.HOUR.between(spring, Instant.parse("2026-03-29T22:00:00Z"), BERLIN))
                .hasSize(23);
        assertThat(Interval.HOUR.between(autumn, Instant.parse("2026-10-25T23:00:00Z"), BERLIN))
                .hasSize(25);
        assertThat(Interval.QUARTER.between(autumn, Instant.parse("2026-10-25T23:00:00Z"), BERLIN))
                .hasSize(100);
    }

    @Test
    void intervals_follow_each_other_without_a_gap_wherever_the_clock_is_changed_by_half_an_hour() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        Instant from = Instant.parse("2026-04-03T00:00:00Z");
        for (Interval each : Interval.values()) {
            List<Span> spans = each.between(from, from.plus(Duration.ofDays(3)), lordHowe);
            for (int i = 1; i < spans.size(); i++) {
                assertThat(spans.get(i).from()).isEqualTo(spans.get(i - 1).until());
                assertThat(spans.get(i).from().toEpochMilli() % 900_000).isZero();
            }
            assertThat(spans.getFirst().from()).isBeforeOrEqualTo(from);
        }
    }

    @Test
    void an_interval_is_begun_where_the_clock_of_the_zone_begins_it() {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        Instant at = Instant.parse("2026-01-01T12:07:00Z");

        assertThat(Interval.HOUR.start(at, kathmandu)).isEqualTo(Instant.parse("2026-01-01T11:15:00Z"));
        assertThat(Interval.DAY.start(at, kathmandu)).isEqualTo(Instant.parse("2025-12-31T18:15:00Z"));
        assertThat(Interval.QUARTER.start(at, kathmandu)).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(Interval.DAY.between(at, at, kathmandu)).hasSize(1);
    }
}
