package io.ringlog.api.figures;

import io.ringlog.domain.figures.Cut;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How time is parted: by the clock of a time zone, so that a day on which it is changed has 23 or 25 hours. */
enum Interval {
    QUARTER {
        @Override
        Instant start(Instant at, ZoneId zone) {
            return Cut.QUEUE_QUARTERS.start(at);
        }

        @Override
        Instant next(Instant start, ZoneId zone) {
            return start.plus(Cut.QUEUE_QUARTERS.width());
        }
    },
    HOUR {
        @Override
        Instant start(Instant at, ZoneId zone) {
            return at.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        }

        @Override
        Instant next(Instant start, ZoneId zone) {
            Instant later = start.plus(AN_HOUR);
            Instant next = start(later, zone);
            return next.isAfter(start) ? next : later;
        }
    },
    DAY {
        @Override
        Instant start(Instant at, ZoneId zone) {
            return at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        }

        @Override
        Instant next(Instant start, ZoneId zone) {
            return start.atZone(zone)
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
        }
    };

    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** From a moment to another, without that. */
    record Span(Instant from, Instant until) {
        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(until);
        }
    }

    /** When the interval begins in which this moment lies. */
    abstract Instant start(Instant at, ZoneId zone);

    /** When the one after it begins. */
    abstract Instant next(Instant start, ZoneId zone);

    /** Every interval of which a part lies between, the earliest first. */
    List<Span> between(Instant since, Instant until, ZoneId zone) {
        List<Span> spans = new ArrayList<>();
        Instant from = start(since, zone);
        while (from.isBefore(until)) {
            Instant next = next(from, zone);
            spans.add(new Span(from, next));
            from = next;
        }
        return spans;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Interval::word).toList();
    }

    static Optional<Interval> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
