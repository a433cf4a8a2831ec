package io.ringlog.domain.fraud;

import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An office that calls abroad under the eye of a fraud rule. */
abstract class WatchedLine {

    static final String ABROAD = "0044 20 1111";

    final Facts facts = new Facts("edge1", 1);
    final Phones phones = new Phones(facts);
    final BrainSpec brain = Phones.callingOut();
    private int calls;

    static FraudRule rule(Watch watch, @Nullable Integer warnAt, @Nullable Integer blockAt) {
        return new FraudRule(
                "frd_1",
                Rows.ACCOUNT,
                "Abroad",
                watch,
                List.of(NumberClass.INTERNATIONAL),
                3600,
                warnAt,
                blockAt,
                1800,
                6,
                "20:00",
                "07:00",
                RowStatus.ACTIVE);
    }

    String dial(String number) {
        calls++;
        brain.when(phones.calls("c" + calls, "anna", number));
        return "c" + calls;
    }

    String talk(String number, int seconds) {
        String call = dial(number);
        brain.when(facts.answered(call, "b1")).givenPassed(Duration.ofSeconds(seconds));
        brain.when(facts.hungUp(call, "a"));
        return call;
    }

    boolean leaves() {
        return !brain.events(NumberDialled.class).isEmpty();
    }

    List<String> refusals() {
        return brain.events(CallRefused.class).stream().map(CallRefused::code).toList();
    }
}
