package io.ringlog.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallEvent.NumberDialled;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.FraudEvent.FraudBlockLifted;
import io.ringlog.domain.journal.FraudEvent.FraudBlocked;
import io.ringlog.domain.journal.FraudEvent.FraudSuspected;
import io.ringlog.domain.journal.FraudLiftAsked;
import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What goes out is folded by rule; much is told, too much is stopped, help never is. */
class StoppingFraudSpec {

    private static final String ABROAD = "0044 20 1111";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.callingOut();
    private int calls;

    private static FraudRule rule(Watch watch, @Nullable Integer warnAt, @Nullable Integer blockAt) {
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

    private String dial(String number) {
        calls++;
        brain.when(phones.calls("c" + calls, "anna", number));
        return "c" + calls;
    }

    private String talk(String number, int seconds) {
        String call = dial(number);
        brain.when(facts.answered(call, "b1")).givenPassed(Duration.ofSeconds(seconds));
        brain.when(facts.hungUp(call, "a"));
        return call;
    }

    private boolean leaves() {
        return !brain.events(NumberDialled.class).isEmpty();
    }

    private List<String> refusals() {
        return brain.events(CallRefused.class).stream().map(CallRefused::code).toList();
    }

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
        brain.given(rule(Watch.MINUTES, 5, 10));
        talk(ABROAD, 600);
        assertThat(brain.events(FraudSuspected.class))
                .extracting(FraudSuspected::measure)
                .containsExactly(10L);
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
    void short_calls_are_those_that_were_answered_and_brief() {
        brain.given(rule(Watch.SHORT_CALLS, null, 2));
        talk(ABROAD, 5);
        talk(ABROAD, 6);
        talk(ABROAD, 2);

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }

    @Test
    void night_is_that_of_the_account_and_may_go_over_midnight() {
        brain.given(rule(Watch.NIGHT_CALLS, null, 1));
        brain.at(Instant.parse("2026-03-03T19:59:00Z"));
        dial(ABROAD);
        dial(ABROAD);
        assertThat(leaves()).isTrue();
        brain.at(Instant.parse("2026-03-04T06:59:00Z"));
        dial(ABROAD);
        assertThat(leaves()).isTrue();

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }

    @Test
    void a_night_may_lie_within_a_day() {
        FraudRule like = rule(Watch.NIGHT_CALLS, null, 1);
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
                "12:00",
                "13:00",
                RowStatus.ACTIVE));
        dial(ABROAD);

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
    void a_rule_that_stopped_nothing_is_changed_without_a_word() {
        brain.given(rule(Watch.CALLS, null, 2));
        dial(ABROAD);

        brain.whenSaved(rule(Watch.CALLS, null, 1));

        assertThat(brain.events(FraudBlockLifted.class)).isEmpty();
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

    @Test
    void calls_before_and_after_the_night_do_not_count() {
        FraudRule like = rule(Watch.NIGHT_CALLS, null, 1);
        brain.given(new FraudRule(
                like.id(),
                like.accountId(),
                like.name(),
                like.watch(),
                like.classes(),
                7 * 24 * 3600,
                null,
                1,
                like.blockSec(),
                6,
                "01:00",
                "03:00",
                RowStatus.ACTIVE));
        brain.at(Instant.parse("2026-03-03T00:59:00Z"));
        dial(ABROAD);
        brain.at(Instant.parse("2026-03-03T03:00:00Z"));
        dial(ABROAD);
        assertThat(leaves()).isTrue();

        brain.at(Instant.parse("2026-03-04T01:00:00Z"));
        dial(ABROAD);
        assertThat(leaves()).isTrue();
        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }

    @Test
    void a_night_over_midnight_has_begun_in_the_evening() {
        brain.given(rule(Watch.NIGHT_CALLS, null, 1));
        brain.at(Instant.parse("2026-03-03T23:00:00Z"));
        dial(ABROAD);

        dial(ABROAD);

        assertThat(refusals()).containsExactly("fraud.blocked");
    }
}
