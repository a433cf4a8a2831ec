package io.ringlog.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.FraudEvent.FraudBlockLifted;
import io.ringlog.domain.journal.FraudEvent.FraudBlocked;
import io.ringlog.domain.journal.FraudLiftAsked;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A block ends in time, by a person, and with a change of its rule. */
class LiftingABlockSpec extends WatchedLine {

    @Test
    void minutes_before_a_lift_count_no_more_though_the_call_lasts() {
        brain.given(rule(Watch.MINUTES, null, 10));
        String long1 = dial(ABROAD);
        brain.when(facts.answered(long1, "b1")).givenPassed(Duration.ofMinutes(10));
        dial(ABROAD);
        assertThat(refusals()).containsExactly("fraud.blocked");

        brain.when(new FraudLiftAsked("r1", "api", "frd_1", "a fair", "key:k1"));
        brain.givenPassed(Duration.ofMinutes(9));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
        brain.when(facts.hungUp(long1, "a"));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
    }

    @Test
    void a_block_ends_in_time_and_comes_again_while_the_cause_lasts() {
        brain.given(rule(Watch.CALLS, null, 1));
        dial(ABROAD);
        dial(ABROAD);

        brain.whenPassed(Duration.ofSeconds(1800));
        assertThat(brain.events(FraudBlockLifted.class))
                .extracting(FraudBlockLifted::code)
                .containsExactly("fraud.over");
        dial(ABROAD);

        assertThat(brain.events(FraudBlocked.class)).hasSize(1);
        brain.givenPassed(Duration.ofSeconds(1801));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
    }

    @Test
    void whoever_lifts_a_block_is_named_and_the_rule_begins_anew() {
        brain.given(rule(Watch.CALLS, null, 1));
        dial(ABROAD);
        dial(ABROAD);

        brain.when(new FraudLiftAsked("r1", "api", "frd_1", "a fair", "key:k1"));

        assertThat(brain.events(FraudBlockLifted.class))
                .containsExactly(new FraudBlockLifted("frd_1", "fraud.lifted", "a fair", "key:k1"));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
    }

    @Test
    void what_stops_nothing_cannot_be_lifted() {
        brain.when(new FraudLiftAsked("r1", "api", "frd_1", "a fair", "key:k1"));

        assertThat(brain.effects()).singleElement().isInstanceOfSatisfying(Effect.Reply.class, it -> {
            assertThat(it.accepted()).isFalse();
            assertThat(it.code()).isEqualTo("fraud.not-blocked");
        });
    }

    @Test
    void a_rule_that_is_changed_begins_anew() {
        brain.given(rule(Watch.CALLS, null, 1));
        dial(ABROAD);
        dial(ABROAD);

        brain.whenSaved(rule(Watch.CALLS, null, 5));

        assertThat(brain.events(FraudBlockLifted.class))
                .extracting(FraudBlockLifted::code)
                .containsExactly("fraud.rule-changed");
        dial(ABROAD);
        assertThat(leaves()).isTrue();
    }

    @Test
    void a_rule_that_stopped_nothing_is_changed_without_a_word() {
        brain.given(rule(Watch.CALLS, null, 2));
        dial(ABROAD);

        brain.whenSaved(rule(Watch.CALLS, null, 1));

        assertThat(brain.events(FraudBlockLifted.class)).isEmpty();
    }

    @Test
    void a_lift_is_forgotten_when_the_period_has_passed() {
        brain.given(rule(Watch.MINUTES, null, 10));
        talk(ABROAD, 600);
        dial(ABROAD);
        brain.when(new FraudLiftAsked("r1", "api", "frd_1", "a fair", "key:k1"));
        brain.givenPassed(Duration.ofHours(2));
        talk(ABROAD, 600);

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }
}
