package io.ringlog.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.api.port.Refused;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsSpec {

    private static final String ANN = "ann@acme.example";

    private Instant now = Instant.parse("2026-11-30T10:00:00Z");
    private final Attempts attempts = new Attempts(() -> now);

    private boolean mayTry(String email, String address) {
        try {
            return attempts.attempt(email, address, () -> true);
        } catch (Refused refused) {
            assertThat(refused.why()).isEqualTo(Refused.Why.TOO_MANY);
            assertThat(refused.headers()).containsEntry("Retry-After", "60");
            return false;
        }
    }

    private int triesOf(int asked, String email, String address) {
        int done = 0;
        for (int i = 0; i < asked; i++) {
            done += mayTry(email, address) ? 1 : 0;
        }
        return done;
    }

    @Test
    void an_address_tries_a_name_ten_times_and_then_once_a_minute() {
        assertThat(triesOf(1_000, ANN, "192.0.2.1")).isEqualTo(10);
        assertThat(mayTry("Ann@Acme.example", "192.0.2.1")).isFalse();

        now = now.plusSeconds(61);
        assertThat(triesOf(1_000, ANN, "192.0.2.1")).isEqualTo(1);
    }

    @Test
    void whoever_comes_from_elsewhere_is_not_shut_out() {
        triesOf(1_000, ANN, "192.0.2.1");

        assertThat(mayTry(ANN, "192.0.2.2")).isTrue();
        assertThat(mayTry("bob@acme.example", "192.0.2.1")).isTrue();
    }

    @Test
    void many_addresses_together_try_a_name_a_hundred_times() {
        int done = 0;
        for (int i = 0; i < 20_000; i++) {
            done += mayTry(ANN, "address-" + i) ? 1 : 0;
        }
        assertThat(done).isEqualTo(100);
    }
}
