package io.ringlog.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringlog.api.port.Refused;
import io.ringlog.api.port.Refused.Why;
import org.junit.jupiter.api.Test;

class TakingTurnsSpec {

    private final Turns turns = new Turns(2);

    @Test
    void an_account_has_one_turn_at_a_time_and_another_afterwards() {
        Refused second = turns.take("acc_1", () -> refused("acc_1"));

        assertThat(second.why()).isEqualTo(Why.TOO_MANY);
        assertThat(second.headers()).containsEntry("Retry-After", "1");
        assertThat(turns.take("acc_1", () -> "done")).isEqualTo("done");
    }

    @Test
    void all_accounts_together_have_a_few() {
        Refused third = turns.take("acc_1", () -> turns.take("acc_2", () -> refused("acc_3")));

        assertThat(third.why()).isEqualTo(Why.AWAY);
        assertThat(turns.take("acc_3", () -> "done")).isEqualTo("done");
    }

    private Refused refused(String account) {
        return catchThrowableOfType(Refused.class, () -> turns.take(account, () -> "not to be done"));
    }
}
