package io.ringlog.domain.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.Direction;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void too_many_calls_are_busy_to_a_stranger_and_congestion_to_a_user() {
        assertThat(Refusal.answer("admission.rate", Direction.INBOUND).status()).isEqualTo(486);
        assertThat(Refusal.answer("admission.rate", Direction.INTERNAL).reason())
                .isEqualTo("Q.850;cause=34");
    }

    @Test
    void a_code_of_others_forbids() {
        assertThat(Refusal.answer("auth.account-disabled", Direction.INTERNAL).status())
                .isEqualTo(403);
    }
}
