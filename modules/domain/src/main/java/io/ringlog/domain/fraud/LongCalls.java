package io.ringlog.domain.fraud;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.Outgo;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * Tells of many minutes while calls last: a timer stands at the first moment at which the calls in progress can have
 * talked as much as a rule tells of. It may come early, because some are not answered yet and what is old counts no
 * more; then it is set anew.
 */
final class LongCalls {

    /** A rule's period is told to so fine a part of it. */
    private static final int GRAINS = 600;

    private LongCalls() {}

    /** Sets the timer for what is in progress now. */
    static void watch(Turn turn, FraudRule rule) {
        Integer warnAt = rule.warnAt();
        long calls = Measures.inProgress(turn, rule).count();
        if (rule.watch() == Watch.MINUTES && rule.status() == RowStatus.ACTIVE && warnAt != null && calls > 0) {
            turn.timer(
                    timerId(rule.id()), delay(turn, rule, warnAt, calls), new Timer.Purpose.FraudLevelDue(rule.id()));
        } else {
            turn.cancelTimer(timerId(rule.id()));
        }
    }

    /** Tells if it is so much by now. */
    static void look(Turn turn, FraudRule rule) {
        String longest = Measures.inProgress(turn, rule)
                .filter(call -> !call.isSilent())
                .min(Comparator.comparing(LongCalls::answeredAt).thenComparing(CallState::callId))
                .map(CallState::callId)
                .orElse(null);
        Outgo outgo = Measures.outgo(turn, rule);
        FraudGuard.note(turn, rule, outgo, outgo, "", longest);
        watch(turn, rule);
    }

    private static Instant answeredAt(CallState call) {
        Instant at = call.outline().answeredAt();
        return at == null ? Instant.MAX : at;
    }

    private static Duration delay(Turn turn, FraudRule rule, int warnAt, long calls) {
        Outgo outgo = Measures.outgo(turn, rule);
        long left = (long) warnAt * Measures.MINUTE_SEC - Measures.seconds(turn, rule, outgo);
        Duration delay = Duration.ofSeconds(Math.ceilDiv(left, calls));
        Instant told = outgo.warnedUntil();
        if (told != null && outgo.isWarned(turn.now())) {
            delay = longer(delay, Duration.between(turn.now(), told));
        }
        return longer(delay, longer(Measures.period(rule).dividedBy(GRAINS), Duration.ofSeconds(1)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static String timerId(String ruleId) {
        return "fraud-level/" + ruleId;
    }
}
