package io.ringlog.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.FraudEvent.FraudSuspected;
import io.ringlog.domain.journal.FraudLiftAsked;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many minutes are told while calls last, when they become many; nobody needs to dial or hang up for it. */
class LongCallsSpec extends WatchedLine {

    private static final String OTHER = "0033 1 222222";

    private String talking(String number) {
        String call = dial(number);
        brain.given(facts.answered(call, "b1"));
        return call;
    }

    private List<FraudSuspected> passed(Duration time) {
        return brain.whenPassed(time).events(FraudSuspected.class);
    }

    private static FraudSuspected suspected(long minutes, @Nullable String call) {
        return new FraudSuspected("frd_1", Watch.MINUTES, minutes, (int) minutes, call);
    }

    @Test
    void a_call_that_lasts_is_told_of_when_it_has_lasted_that_long() {
        brain.given(rule(Watch.MINUTES, 10, null));
        String call = talking(ABROAD);
        assertThat(passed(Duration.ofSeconds(599))).isEmpty();

        assertThat(passed(Duration.ofSeconds(1))).containsExactly(suspected(10, call));
        assertThat(passed(Duration.ofMinutes(59))).isEmpty();
    }

    @Test
    void calls_at_once_become_many_minutes_sooner() {
        brain.given(rule(Watch.MINUTES, 10, null));
        String first = talking(ABROAD);
        brain.givenPassed(Duration.ofMinutes(2));
        talking(OTHER);
        assertThat(passed(Duration.ofSeconds(239))).isEmpty();

        assertThat(passed(Duration.ofSeconds(1))).containsExactly(suspected(10, first));
    }

    @Test
    void a_call_that_nobody_answers_talks_no_minutes() {
        brain.given(rule(Watch.MINUTES, 10, null));
        String call = answeredLate();

        assertThat(passed(Duration.ofSeconds(599))).isEmpty();
        assertThat(passed(Duration.ofSeconds(7)))
                .extracting(FraudSuspected::callId)
                .containsExactly(call);
    }

    private String answeredLate() {
        String call = dial(ABROAD);
        brain.givenPassed(Duration.ofSeconds(2));
        brain.given(facts.answered(call, "b1"));
        return call;
    }

    @Test
    void a_call_that_is_over_before_it_is_looked_at_again_is_told_of_at_its_end() {
        brain.given(rule(Watch.MINUTES, 10, null));
        String call = answeredLate();
        assertThat(passed(Duration.ofSeconds(600))).isEmpty();

        assertThat(brain.when(facts.hungUp(call, "a")).events(FraudSuspected.class))
                .containsExactly(suspected(10, null));
    }

    @Test
    void a_call_that_goes_on_is_told_of_again_in_the_next_period() {
        brain.given(rule(Watch.MINUTES, 10, null));
        talking(ABROAD);
        brain.givenPassed(Duration.ofMinutes(10));

        assertThat(passed(Duration.ofMinutes(60))).hasSize(1);
    }

    @Test
    void what_can_never_be_so_much_is_looked_at_now_and_then_while_calls_last() {
        brain.given(rule(Watch.MINUTES, 61, null));
        String call = talking(ABROAD);

        assertThat(passed(Duration.ofHours(3))).isEmpty();
        brain.when(facts.hungUp(call, "a"));
        brain.givenPassed(Duration.ofHours(3));
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void what_somebody_let_go_again_begins_anew() {
        brain.given(rule(Watch.MINUTES, 10, 20));
        String call = talking(ABROAD);
        brain.givenPassed(Duration.ofMinutes(20));
        dial(ABROAD);
        assertThat(refusals()).containsExactly("fraud.blocked");
        brain.when(new FraudLiftAsked("r1", "api", "frd_1", "a fair", "key:k1"));

        assertThat(passed(Duration.ofSeconds(599))).isEmpty();
        assertThat(passed(Duration.ofSeconds(1))).containsExactly(suspected(10, call));
    }

    @Test
    void a_rule_that_is_changed_counts_calls_in_progress_by_its_new_words() {
        brain.given(rule(Watch.MINUTES, 30, null));
        String call = talking(ABROAD);
        brain.givenPassed(Duration.ofMinutes(10));

        brain.whenSaved(rule(Watch.MINUTES, 15, null));

        assertThat(passed(Duration.ofMinutes(5))).containsExactly(suspected(15, call));
    }

    @Test
    void a_rule_that_tells_nothing_any_more_waits_for_nothing() {
        brain.given(rule(Watch.MINUTES, 10, null));
        talking(ABROAD);
        FraudRule like = rule(Watch.MINUTES, 10, null);
        brain.whenSaved(new FraudRule(
                like.id(),
                like.accountId(),
                like.name(),
                like.watch(),
                like.classes(),
                like.periodSec(),
                like.warnAt(),
                null,
                like.blockSec(),
                6,
                "20:00",
                "07:00",
                RowStatus.DISABLED));
        assertThat(passed(Duration.ofHours(1))).isEmpty();

        brain.whenSaved(rule(Watch.MINUTES, null, 10));

        assertThat(passed(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void a_rule_that_is_gone_tells_nothing() {
        brain.given(rule(Watch.MINUTES, 10, null));
        talking(ABROAD);

        brain.whenRemoved("frd_1");

        assertThat(passed(Duration.ofHours(1))).isEmpty();
    }
}
