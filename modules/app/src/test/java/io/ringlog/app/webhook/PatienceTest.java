package io.ringlog.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.http.HttpOut.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void waits_double_up_to_the_longest() {
        Patience patience = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5), 20);

        assertThat(patience.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(patience.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(patience.after(1_000)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_success_is_taken_and_410_is_for_good() {
        assertThat(of(204)).isEqualTo(new Outcome.Taken());
        assertThat(of(410)).isEqualTo(new Outcome.Gone());
        assertThat(of(302)).isEqualTo(new Outcome.Failed("answered 302"));
        assertThat(of(503)).isEqualTo(new Outcome.Failed("answered 503"));
        assertThat(Outcome.of(new Reply.None("is away", true))).isEqualTo(new Outcome.Failed("is away"));
    }

    private static Outcome of(int status) {
        return Outcome.of(new Reply.Given(status, new byte[0], true));
    }
}
