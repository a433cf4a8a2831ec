package io.ringlog.domain.outbound;

import io.ringlog.domain.brain.Drawn;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.OutboundRoute;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.schedule.Hours;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.kernel.Because;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which routes take a number, in the order in which they are tried. Pure. */
final class Routes {

    /** The routes that take a number, and why others do not. */
    record Found(List<OutboundRoute> routes, Because because) {}

    private Routes() {}

    static Found of(Turn turn, PublicNumber number, Because read) {
        return number.numberClass() == NumberClass.EMERGENCY
                ? emergency(turn, read)
                : ordinary(turn, number.e164(), read);
    }

    /** Those that say so, else those that take everything; no hour of the day closes them. */
    private static Found emergency(Turn turn, Because read) {
        List<OutboundRoute> active = active(turn);
        List<OutboundRoute> said =
                active.stream().filter(OutboundRoute::emergency).toList();
        List<OutboundRoute> open = said.isEmpty()
                ? active.stream().filter(it -> it.prefixes().isEmpty()).toList()
                : said;
        return new Found(ordered(open, turn.position()), read);
    }

    private static Found ordinary(Turn turn, String e164, Because read) {
        Because because = read;
        NavigableMap<Integer, List<OutboundRoute>> byLength = new TreeMap<>(Comparator.reverseOrder());
        for (OutboundRoute route : active(turn)) {
            int length = matched(route, e164);
            String closed = length < 0 ? null : closed(turn, route);
            if (closed != null) {
                because = because.over(route.id(), closed);
            } else if (length >= 0) {
                byLength.computeIfAbsent(length, any -> new ArrayList<>()).add(route);
            }
        }
        if (byLength.isEmpty()) {
            return new Found(List.of(), because);
        }
        List<OutboundRoute> longest = byLength.firstEntry().getValue();
        for (List<OutboundRoute> shorter :
                byLength.tailMap(byLength.firstKey(), false).values()) {
            for (OutboundRoute route : shorter) {
                because = because.over(route.id(), "its prefix is shorter");
            }
        }
        return new Found(ordered(longest, turn.position()), because);
    }

    private static List<OutboundRoute> active(Turn turn) {
        return turn.state().config().routes().stream()
                .filter(route -> route.status() == RowStatus.ACTIVE)
                .toList();
    }

    /** How many digits of the number the route's longest prefix covers; -1 for a route that does not take it. */
    private static int matched(OutboundRoute route, String e164) {
        return route.prefixes().isEmpty()
                ? 0
                : route.prefixes().stream()
                        .filter(e164::startsWith)
                        .mapToInt(String::length)
                        .max()
                        .orElse(-1);
    }

    private static @Nullable String closed(Turn turn, OutboundRoute route) {
        String schedule = route.scheduleId();
        if (schedule == null) {
            return null;
        }
        Hours hours = ScheduleEvaluator.of(turn.state().config(), route.accountId(), schedule, turn.now());
        return hours.state() == Hours.State.IN_HOURS ? null : hours.state().outcome();
    }

    /** Lower priority first; those of one priority as weight and the record's position draw them. */
    private static List<OutboundRoute> ordered(List<OutboundRoute> routes, String seed) {
        SortedMap<Integer, List<OutboundRoute>> byPriority = new TreeMap<>();
        routes.forEach(it -> byPriority
                .computeIfAbsent(it.priority(), any -> new ArrayList<>())
                .add(it));
        List<OutboundRoute> ordered = new ArrayList<>();
        byPriority.values().forEach(equals -> draw(equals, seed, ordered));
        return ordered;
    }

    private static void draw(List<OutboundRoute> left, String seed, List<OutboundRoute> ordered) {
        while (!left.isEmpty()) {
            long all = left.stream().mapToLong(OutboundRoute::weight).sum();
            long drawn = all == 0 ? 0 : Long.remainderUnsigned(Drawn.of(seed, String.valueOf(ordered.size())), all);
            int at = 0;
            while (at < left.size() - 1 && drawn >= left.get(at).weight()) {
                drawn -= left.get(at).weight();
                at++;
            }
            ordered.add(left.remove(at));
        }
    }
}
