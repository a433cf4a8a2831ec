package io.ringlog.domain.fraud;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.schedule.ScheduleEvaluator;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Outgo;
import io.ringlog.domain.state.Scopes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Stream;

/** How much of what a rule looks at has gone out, folded from what was noted and from the calls in progress. Pure. */
final class Measures {

    static final int MINUTE_SEC = 60;

    private Measures() {}

    static Outgo outgo(Turn turn, FraudRule rule) {
        return turn.state()
                .outgo(rule.id())
                .orElseGet(() -> Outgo.none(turn.account(), rule.id()))
                .slid(turn.now(), period(rule));
    }

    static Duration period(FraudRule rule) {
        return Duration.ofSeconds(rule.periodSec());
    }

    /** In calls, numbers or whole minutes. */
    static long of(Turn turn, FraudRule rule, Outgo outgo, String number) {
        return switch (rule.watch()) {
            case CALLS, DESTINATIONS, SHORT_CALLS, NIGHT_CALLS -> outgo.sum();
            case MINUTES -> seconds(turn, rule, outgo) / MINUTE_SEC;
            case CONCURRENT -> turn.state().holders(Scopes.outside(number)).size();
        };
    }

    /** Seconds of talk, of calls in progress too: money goes out while a call lasts, not when it ends. */
    static long seconds(Turn turn, FraudRule rule, Outgo outgo) {
        Instant edge = outgo.edge(turn.now(), period(rule));
        return outgo.sum()
                + inProgress(turn, rule)
                        .mapToLong(call -> seconds(call, edge, turn.now()))
                        .sum();
    }

    /** Calls that have left to numbers a rule counts the minutes of; some of them may not be answered yet. */
    static Stream<CallState> inProgress(Turn turn, FraudRule rule) {
        return Stream.of(NumberClass.values())
                .filter(rule::covers)
                .flatMap(it -> turn.state().holders(Scopes.outside(it)).stream())
                .distinct()
                .flatMap(callId -> turn.state().call(callId).stream());
    }

    private static long seconds(CallState call, Instant edge, Instant now) {
        Instant answered = call.outline().answeredAt();
        return answered == null
                ? 0
                : Duration.between(answered.isAfter(edge) ? answered : edge, now)
                        .toSeconds();
    }

    /** Whether it is night for the account. */
    static boolean isNight(Turn turn, FraudRule rule) {
        ZoneId zone = ScheduleEvaluator.zoneOf(turn.state().config(), turn.account());
        LocalTime time = turn.now().atZone(zone).toLocalTime();
        LocalTime from = LocalTime.parse(rule.nightFrom());
        LocalTime until = LocalTime.parse(rule.nightUntil());
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }

    /** What a rule notes when a number is dialled; others note when the call ends, or nothing. */
    static Outgo dialled(Turn turn, FraudRule rule, Outgo outgo, String number) {
        return switch (rule.watch()) {
            case CALLS -> outgo.plus(turn.now(), period(rule), 1);
            case NIGHT_CALLS -> isNight(turn, rule) ? outgo.plus(turn.now(), period(rule), 1) : outgo;
            case DESTINATIONS ->
                outgo.names(number) || outgo.sum() < most(rule) ? outgo.naming(turn.now(), number) : outgo;
            case MINUTES, SHORT_CALLS, CONCURRENT -> outgo;
        };
    }

    /** More names than the higher of its levels say nothing more. */
    private static int most(FraudRule rule) {
        return Math.max(rule.warnAt() == null ? 0 : rule.warnAt(), rule.blockAt() == null ? 0 : rule.blockAt());
    }

    /** What a rule notes when an answered call has ended. */
    static Outgo ended(Turn turn, FraudRule rule, Outgo outgo, long seconds) {
        return switch (rule.watch()) {
            case MINUTES -> outgo.plus(turn.now(), period(rule), Math.min(seconds, countedSec(turn, rule, outgo)));
            case SHORT_CALLS -> seconds < rule.shortSec() ? outgo.plus(turn.now(), period(rule), 1) : outgo;
            case CALLS, DESTINATIONS, NIGHT_CALLS, CONCURRENT -> outgo;
        };
    }

    private static long countedSec(Turn turn, FraudRule rule, Outgo outgo) {
        return Duration.between(outgo.edge(turn.now(), period(rule)), turn.now())
                .toSeconds();
    }
}
