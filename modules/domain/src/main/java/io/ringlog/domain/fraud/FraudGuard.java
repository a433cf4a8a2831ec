package io.ringlog.domain.fraud;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.domain.state.Outgo;
import io.ringlog.domain.state.Scopes;
import io.ringlog.kernel.Because;
import io.ringlog.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stops a call to a number outside where a fraud rule says so, and notes the ones that go. */
public final class FraudGuard {

    private FraudGuard() {}

    /** Why a call may not leave to a number now. A call for help always may. */
    public static Optional<Rejection> stops(LiveCall call, PublicNumber number) {
        return rules(call.turn(), number.numberClass()).stream()
                .flatMap(rule -> stops(call, rule, number).stream())
                .findFirst();
    }

    private static Optional<Rejection> stops(LiveCall call, FraudRule rule, PublicNumber number) {
        Turn turn = call.turn();
        Outgo outgo = Measures.outgo(turn, rule);
        long measure = Measures.of(turn, rule, outgo, number.e164());
        Instant until = outgo.isBlocked(turn.now()) ? outgo.blockedUntil() : null;
        if (until == null && rule.blockAt() != null && measure >= rule.blockAt()) {
            until = block(turn, rule, outgo, measure, rule.blockAt());
        }
        return until == null ? Optional.empty() : Optional.of(rejection(rule, measure, until));
    }

    private static Rejection rejection(FraudRule rule, long measure, Instant until) {
        return new Rejection(
                because(Refusal.FRAUD.because(), rule, measure).with("until", until),
                "fraud rule " + rule.name() + " stops such calls until " + until);
    }

    private static Instant block(Turn turn, FraudRule rule, Outgo outgo, long measure, int blockAt) {
        Duration term = Duration.ofSeconds(rule.blockSec());
        Instant until = turn.now().plus(term);
        turn.put(outgo.blocked(until));
        turn.timer(timerId(rule.id()), term, new Timer.Purpose.FraudBlockOver(rule.id()));
        turn.emit(
                new FraudEvent.FraudBlocked(rule.id(), rule.watch(), measure, blockAt, until),
                because(Refusal.FRAUD.because(), rule, measure));
        return until;
    }

    static String timerId(String ruleId) {
        return "fraud/" + ruleId;
    }

    /** A call leaves to a number. */
    public static void dialled(LiveCall call, PublicNumber number) {
        Turn turn = call.turn();
        for (FraudRule rule : rules(turn, number.numberClass())) {
            hold(call, rule, number);
            Outgo before = Measures.outgo(turn, rule);
            note(turn, rule, before, Measures.dialled(turn, rule, before, number.e164()), number.e164(), call.id());
        }
    }

    /** A call that had been given up leaves to a number all the same; it is noted already. */
    public static void holds(LiveCall call, PublicNumber number) {
        rules(call.turn(), number.numberClass()).forEach(rule -> hold(call, rule, number));
    }

    private static void hold(LiveCall call, FraudRule rule, PublicNumber number) {
        if (rule.watch() == Watch.CONCURRENT) {
            AdmissionDesk.hold(call.turn(), call.id(), Scopes.outside(number.e164()));
        } else if (rule.watch() == Watch.MINUTES) {
            AdmissionDesk.hold(call.turn(), call.id(), Scopes.outside(number.numberClass()));
            LongCalls.watch(call.turn(), rule);
        }
    }

    /** A call that had left to a number has ended after so many seconds of talk. */
    static void ended(Turn turn, PublicNumber number, long seconds) {
        for (FraudRule rule : rules(turn, number.numberClass())) {
            Outgo before = Measures.outgo(turn, rule);
            note(turn, rule, before, Measures.ended(turn, rule, before, seconds), number.e164(), null);
        }
    }

    static void note(Turn turn, FraudRule rule, Outgo before, Outgo after, String number, @Nullable String callId) {
        long measure = Measures.of(turn, rule, after, number);
        Integer warnAt = before.isWarned(turn.now()) ? null : rule.warnAt();
        Outgo next = after;
        if (warnAt != null && measure >= warnAt) {
            next = after.warned(turn.now().plus(Measures.period(rule)));
            turn.emit(
                    new FraudEvent.FraudSuspected(rule.id(), rule.watch(), measure, warnAt, callId),
                    because(FraudCode.SUSPECTED.because(), rule, measure));
        }
        if (!next.equals(before)) {
            turn.put(next);
        }
    }

    private static Because because(Because because, FraudRule rule, long measure) {
        return because.with("rule", rule.id())
                .with("watch", rule.watch())
                .with("measure", measure)
                .with("in_sec", rule.periodSec());
    }

    private static List<FraudRule> rules(Turn turn, NumberClass numberClass) {
        return turn.state().config().fraudRules().stream()
                .filter(rule -> rule.status() == RowStatus.ACTIVE && rule.covers(numberClass))
                .toList();
    }
}
