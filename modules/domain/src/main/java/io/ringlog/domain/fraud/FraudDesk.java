package io.ringlog.domain.fraud;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.Cdr;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.FraudEvent;
import io.ringlog.domain.journal.FraudLiftAsked;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.number.PublicNumber;
import io.ringlog.domain.state.Outgo;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes how long calls to numbers outside lasted, and lets what fraud rules stopped go on. */
public final class FraudDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof FraudLiftAsked asked) {
            lift(asked, turn);
        } else if (input instanceof TimerFired(var id, Timer.Purpose.FraudLevelDue(String ruleId), var due)) {
            rule(turn, ruleId).ifPresent(rule -> LongCalls.look(turn, rule));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.FraudBlockOver(String ruleId), var due)) {
            turn.state().outgo(ruleId).ifPresent(outgo -> {
                turn.put(outgo.blocked(null));
                lifted(turn, ruleId, FraudCode.OVER.because(), null, null);
            });
        }
    }

    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallEnded ended) {
            ended(ended.cdr(), turn);
        } else if (event instanceof Event.ConfigApplied applied) {
            turn.state().outgo(applied.rowId()).ifPresent(outgo -> forget(outgo, turn));
            rule(turn, applied.rowId()).ifPresent(rule -> LongCalls.watch(turn, rule));
        }
    }

    private static Optional<FraudRule> rule(Turn turn, String ruleId) {
        return turn.state().config().as(ruleId, FraudRule.class);
    }

    private static void ended(Cdr cdr, Turn turn) {
        Stream.ofNullable(cdr.outsideLegs())
                .flatMap(List::stream)
                .forEach(leg ->
                        FraudGuard.ended(turn, new PublicNumber(leg.number(), leg.numberClass()), leg.billsec()));
    }

    /** A rule that was changed begins anew. */
    private static void forget(Outgo outgo, Turn turn) {
        turn.cancelTimer(FraudGuard.timerId(outgo.ruleId()));
        turn.remove(outgo);
        if (outgo.isBlocked(turn.now())) {
            lifted(turn, outgo.ruleId(), FraudCode.RULE_CHANGED.because(), null, null);
        }
    }

    /** What made it stop counts no more, or the next call would be stopped again. */
    private static void lift(FraudLiftAsked asked, Turn turn) {
        Optional<Outgo> blocked = turn.state().outgo(asked.ruleId()).filter(outgo -> outgo.isBlocked(turn.now()));
        blocked.ifPresent(outgo -> {
            turn.cancelTimer(FraudGuard.timerId(outgo.ruleId()));
            turn.put(outgo.anew(turn.now()));
            rule(turn, outgo.ruleId()).ifPresent(rule -> LongCalls.watch(turn, rule));
            Because because = FraudCode.LIFTED.because().with("actor", asked.actor());
            lifted(turn, outgo.ruleId(), because, asked.reason(), asked.actor());
        });
        FraudCode code = blocked.isPresent() ? FraudCode.LIFTED : FraudCode.NOT_BLOCKED;
        String text = asked.ruleId() + (blocked.isPresent() ? " stops no more calls" : " stops no calls");
        turn.effect(new Effect.Reply(
                asked.requestId(), asked.replyTo(), blocked.isPresent(), code.code(), text, null, null));
    }

    private static void lifted(
            Turn turn, String ruleId, Because because, @Nullable String text, @Nullable String actor) {
        turn.emit(new FraudEvent.FraudBlockLifted(ruleId, because.rule(), text, actor), because);
    }
}
