package io.ringlog.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.FraudEvent.FraudBlocked;
import io.ringlog.domain.journal.FraudEvent.FraudSuspected;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes out is folded by rule; much is told, too much is stopped, help never is. */
class StoppingFraudSpec extends WatchedLine {

    @Test
    void so_many_calls_go_and_the_next_is_stopped_for_a_while() {
        brain.given(rule(Watch.CALLS, null, 2));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
        dial(ABROAD);
        assertThat(leaves()).isTrue();

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
        assertThat(brain.events(FraudBlocked.class))
                .containsExactly(
                        new FraudBlocked("frd_1", Watch.CALLS, 2, 2, brain.now().plusSeconds(1800)));
        assertThat(brain.reasons(CallRefused.class).getFirst().inputs()).containsEntry("rule", "frd_1");
    }

    @Test
    void calls_of_other_classes_are_neither_counted_nor_stopped() {
        brain.given(rule(Watch.CALLS, null, 1));
        dial("089 1234567");
        dial(ABROAD);
        dial(ABROAD);
        assertThat(refusals()).hasSize(1);

        dial("089 1234567");

        assertThat(leaves()).isTrue();
    }

    @Test
    void help_is_never_stopped() {
        brain.given(new FraudRule(
                "frd_1",
                Rows.ACCOUNT,
                "All",
                Watch.CALLS,
                List.of(),
                3600,
                null,
                1,
                1800,
                6,
                "20:00",
                "07:00",
                RowStatus.ACTIVE));
        dial(ABROAD);
        dial(ABROAD);
        assertThat(refusals()).hasSize(1);

        dial("112");

        assertThat(leaves()).isTrue();
    }

    @Test
    void much_is_told_once_in_a_period() {
        brain.given(rule(Watch.CALLS, 1, null));
        dial(ABROAD);
        assertThat(brain.events(FraudSuspected.class))
                .containsExactly(new FraudSuspected("frd_1", Watch.CALLS, 1, 1, "c1"));

        dial(ABROAD);
        assertThat(brain.events(FraudSuspected.class)).isEmpty();

        brain.givenPassed(Duration.ofSeconds(3600));
        dial(ABROAD);
        assertThat(brain.events(FraudSuspected.class)).hasSize(1);
    }

    @Test
    void one_number_called_again_is_one_destination() {
        brain.given(rule(Watch.DESTINATIONS, null, 2));
        dial(ABROAD);
        dial(ABROAD);
        dial("0033 1 222222");
        assertThat(leaves()).isTrue();

        dial("0039 3333333");

        assertThat(refusals()).containsExactly("fraud.blocked");
    }

    @Test
    void minutes_count_while_the_call_lasts() {
        brain.given(rule(Watch.MINUTES, null, 10));
        String long1 = dial(ABROAD);
        brain.when(facts.answered(long1, "b1")).givenPassed(Duration.ofMinutes(9));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
        brain.givenPassed(Duration.ofMinutes(1));

        dial(ABROAD);

        assertThat(brain.events(FraudBlocked.class))
                .extracting(FraudBlocked::measure)
                .containsExactly(10L);
    }

    @Test
    void minutes_of_calls_that_are_over_count_until_they_leave_the_period() {
        brain.given(rule(Watch.MINUTES, null, 10));
        talk(ABROAD, 600);
        dial(ABROAD);
        assertThat(refusals()).containsExactly("fraud.blocked");
        brain.givenPassed(Duration.ofSeconds(3600));

        dial(ABROAD);

        assertThat(leaves()).isTrue();
    }

    @Test
    void only_the_minutes_within_the_period_count() {
        brain.given(rule(Watch.MINUTES, 61, 61));
        String long1 = dial(ABROAD);
        brain.when(facts.answered(long1, "b1")).givenPassed(Duration.ofHours(5));
        dial(ABROAD);
        assertThat(leaves()).isTrue();

        brain.when(facts.hungUp(long1, "a"));

        assertThat(brain.events(FraudSuspected.class)).isEmpty();
    }

    @Test
    void short_calls_are_those_that_were_answered_and_brief() {
        brain.given(rule(Watch.SHORT_CALLS, null, 2));
        talk(ABROAD, 5);
        talk(ABROAD, 6);
        talk(ABROAD, 2);

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }

    @Test
    void so_many_calls_to_one_number_at_once() {
        brain.given(rule(Watch.CONCURRENT, null, 2));
        dial(ABROAD);
        dial("0033 1 222222");
        dial(ABROAD);
        assertThat(leaves()).isTrue();

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }

    @Test
    void calls_are_stopped_until_the_block_is_over_and_it_is_told_once() {
        brain.given(rule(Watch.CALLS, null, 1));
        talk(ABROAD, 10);
        dial(ABROAD);

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
        assertThat(brain.events(FraudBlocked.class)).isEmpty();
    }

    @Test
    void a_disabled_rule_stops_nothing() {
        FraudRule like = rule(Watch.CALLS, null, 1);
        brain.given(new FraudRule(
                like.id(),
                like.accountId(),
                like.name(),
                like.watch(),
                like.classes(),
                like.periodSec(),
                null,
                1,
                like.blockSec(),
                6,
                "20:00",
                "07:00",
                RowStatus.DISABLED));
        dial(ABROAD);

        dial(ABROAD);

        assertThat(leaves()).isTrue();
    }

    @Test
    void more_names_than_the_highest_level_are_not_kept() {
        brain.given(rule(Watch.DESTINATIONS, 1, null));
        dial(ABROAD);
        assertThat(brain.events(FraudSuspected.class)).hasSize(1);
        dial("0033 1 222222");
        dial("0039 3333333");
        brain.givenPassed(Duration.ofSeconds(3600));

        dial("0033 1 222222");

        assertThat(brain.events(FraudSuspected.class))
                .extracting(FraudSuspected::measure)
                .containsExactly(1L);
    }
}
