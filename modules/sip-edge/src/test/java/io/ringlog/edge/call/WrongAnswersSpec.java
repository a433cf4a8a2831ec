package io.ringlog.edge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrongAnswersSpec {

    private Instant now = Instant.EPOCH;
    private final WrongAnswers wrong = new WrongAnswers(() -> now);

    @Test
    void an_address_that_guesses_on_has_to_wait() {
        for (int i = 0; i < WrongAnswers.MOST; i++) {
            assertThat(wrong.areTooMany("192.0.2.1")).isFalse();
            wrong.gaveOne("192.0.2.1");
        }

        assertThat(wrong.areTooMany("192.0.2.1")).isTrue();
        assertThat(wrong.areTooMany("192.0.2.2")).isFalse();
    }

    @Test
    void a_wait_ends() {
        for (int i = 0; i < WrongAnswers.MOST; i++) {
            wrong.gaveOne("192.0.2.1");
        }

        now = now.plus(Duration.ofSeconds(11));

        assertThat(wrong.areTooMany("192.0.2.1")).isFalse();
    }

    @Test
    void phones_that_mistype_now_and_then_are_not_shut_out() {
        for (int i = 0; i < 10 * WrongAnswers.MOST; i++) {
            now = now.plus(Duration.ofSeconds(1));
            wrong.gaveOne("192.0.2.1");
            assertThat(wrong.areTooMany("192.0.2.1")).isFalse();
        }
    }
}
