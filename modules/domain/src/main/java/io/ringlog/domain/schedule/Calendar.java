package io.ringlog.domain.schedule;

import io.ringlog.domain.schedule.Hours.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one schedule in one zone, asked by wall-clock time: so an interval whose start falls into a gap begins
 * at
 * the next valid instant, and both passes of an overlap count.
 */
final class Calendar {

    /** Two weeks and a day around every date the rules name: the week repeats, and one gap may swallow an interval. */
    private static final int LOOK_AHEAD_DAYS = 16;

    private final List<DayRule> rules;
    private final ZoneId zone;

    /** Strongest first; among equals closed before open. */
    Calendar(List<DayRule> rules, ZoneId zone) {
        this.rules = rules.stream()
                .sorted(Comparator.comparingInt(DayRule::rank)
                        .thenComparing(rule -> !rule.closed())
                        .thenComparing(DayRule::id))
                .toList();
        this.zone = zone;
    }

    /** A state with the rule that gave it. */
    record Answer(State state, @Nullable DayRule rule) {}

    Answer at(Instant instant) {
        LocalDateTime wall = LocalDateTime.ofInstant(instant, zone);
        int minute = wall.getHour() * 60 + wall.getMinute();
        LocalDate day = wall.toLocalDate();
        DayRule rule = covering(day, minute);
        if (rule == null) {
            rule = covering(day.minusDays(1), minute + DayRule.DAY);
        }
        return rule == null
                ? new Answer(State.OUT_OF_HOURS, null)
                : new Answer(rule.closed() ? State.HOLIDAY : State.IN_HOURS, rule);
    }

    /** The first instant after {@code at} with another state. */
    @Nullable
    Instant nextChange(Instant at, State present) {
        return boundariesAfter(at).stream()
                .filter(instant -> at(instant).state() != present)
                .findFirst()
                .orElse(null);
    }

    /** The rule that speaks: ranks below the first with hours of its own, or with a whole closed day, are beaten. */
    private @Nullable DayRule covering(LocalDate day, int minute) {
        int weakest = Integer.MAX_VALUE;
        for (DayRule rule : rules) {
            if (rule.rank() > weakest) {
                return null;
            }
            if (rule.appliesOn(day)) {
                if (rule.covers(minute)) {
                    return rule;
                }
                if (rule.closed() && rule.wholeDay()) {
                    return null;
                }
                weakest = rule.closed() ? weakest : rule.rank();
            }
        }
        return null;
    }

    private NavigableSet<Instant> boundariesAfter(Instant at) {
        NavigableSet<LocalDate> days = days(LocalDate.ofInstant(at, zone));
        List<Integer> minutes = Stream.concat(
                        Stream.of(0), rules.stream().flatMap(rule -> Stream.of(rule.from(), rule.to() % DayRule.DAY)))
                .distinct()
                .toList();
        NavigableSet<Instant> boundaries = new TreeSet<>();
        for (LocalDate day : days) {
            minutes.forEach(minute -> boundaries.addAll(instants(day.atTime(minute / 60, minute % 60))));
        }
        ZoneRules offsets = zone.getRules();
        Instant last = boundaries.last();
        for (ZoneOffsetTransition jump = offsets.nextTransition(at);
                jump != null && jump.getInstant().isBefore(last);
                jump = offsets.nextTransition(jump.getInstant())) {
            boundaries.add(jump.getInstant());
        }
        return boundaries.tailSet(at, false);
    }

    private NavigableSet<LocalDate> days(LocalDate today) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        Stream<LocalDate> named = rules.stream().flatMap(rule -> Stream.ofNullable(rule.first()));
        Stream<LocalDate> ends = rules.stream().flatMap(rule -> Stream.ofNullable(rule.last()));
        Stream.concat(Stream.of(today), Stream.concat(named, ends))
                .forEach(anchor -> IntStream.rangeClosed(-1, LOOK_AHEAD_DAYS)
                        .mapToObj(anchor::plusDays)
                        .filter(day -> !day.isBefore(today.minusDays(1)))
                        .forEach(days::add));
        return days;
    }

    private List<Instant> instants(LocalDateTime wall) {
        ZoneRules offsets = zone.getRules();
        List<ZoneOffset> valid = offsets.getValidOffsets(wall);
        return valid.isEmpty()
                ? List.of(offsets.getTransition(wall).getInstant())
                : valid.stream().map(wall::toInstant).toList();
    }
}
