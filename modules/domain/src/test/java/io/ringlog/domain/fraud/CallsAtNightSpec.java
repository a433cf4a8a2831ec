package io.ringlog.domain.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.FraudRule;
import io.ringlog.domain.config.FraudRule.Watch;
import io.ringlog.domain.config.RowStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Night is that of the account. */
class CallsAtNightSpec extends WatchedLine {

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
