package io.ringlog.edge.call;

import static io.ringlog.edge.call.WrongAnswers.MOST_OF_SOURCE;
import static io.ringlog.edge.call.WrongAnswers.MOST_OF_USER;
import static io.ringlog.edge.call.WrongAnswers.MOST_OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.SourcesSeen.Deed;
import io.ringlog.domain.journal.SourcesSeen.Done;
import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.edge.security.Sightings;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.Source;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrongAnswersSpec {

    private Instant now = Instant.EPOCH;
    private final Sightings sightings = new Sightings(() -> now, address -> false);
    private final WrongAnswers wrong = new WrongAnswers(() -> now, sightings);
    private int ids;

    @Test
    void the_log_is_told_who_guesses_and_whether_phones_are_there() {
        answering("anna", "192.0.2.1", 5060);
        guessing("ben", "192.0.2.1", 5070);
        guessing("ben", "192.0.2.2", 5070);

        assertThat(sightings.take())
                .containsExactly(
                        new Seen("192.0.2.1", List.of(new Done(Deed.GUESSED, 1)), true, 0),
                        new Seen("192.0.2.2", List.of(new Done(Deed.GUESSED, 1)), false, 0));
    }

    @Test
    void an_address_that_guesses_on_has_to_wait_whatever_it_guesses() {
        for (int i = 0; i < MOST_OF_SOURCE; i++) {
            assertThat(guessing("user" + i, "192.0.2.1", 5060)).isTrue();
        }

        assertThat(guessing("another", "192.0.2.1", 5061)).isFalse();
        assertThat(guessing("another", "192.0.2.2", 5060)).isTrue();
    }

    @Test
    void whoever_has_one_address_of_ipv6_has_all_of_its_network() {
        for (int i = 0; i < MOST_OF_SOURCE; i++) {
            assertThat(guessing("user" + i, "2001:db8:0:1:0:0:0:" + Integer.toHexString(i), 5060))
                    .isTrue();
        }

        assertThat(guessing("another", "2001:db8:0:1:ffff:0:0:1", 5060)).isFalse();
        assertThat(guessing("another", "2001:db8:0:2:0:0:0:1", 5060)).isTrue();
    }

    @Test
    void a_user_who_is_guessed_at_from_everywhere_is_protected() {
        for (int i = 0; i < MOST_OF_USER; i++) {
            assertThat(guessing("anna", "192.0.2." + i, 5060)).isTrue();
        }

        assertThat(guessing("anna", "198.51.100.1", 5060)).isFalse();
        assertThat(guessing("ben", "198.51.100.1", 5060)).isTrue();
    }

    @Test
    void wrong_answers_of_every_method_count_together() {
        for (int i = 0; i < MOST_OF_USER; i++) {
            String id = ask("anna", "192.0.2.1", 5060);
            wrong.judged(
                    i % 2 == 0
                            ? new Command.RefuseCall(id, 407, "Proxy Authentication Required", null, "auth.wrong", null)
                            : new Command.AnswerRegister(id, 401, "Unauthorized", List.of()));
        }

        assertThat(ask("anna", "192.0.2.1", 5060)).isNull();
    }

    @Test
    void who_answered_rightly_before_always_passes() {
        assertThat(answering("anna", "192.0.2.1", 5060)).isTrue();
        for (int i = 0; i < 2 * MOST_OF_SOURCE; i++) {
            guessing("user" + i, "192.0.2.1", 6000);
            guessing("anna", "192.0.2.1", 6000);
        }

        assertThat(guessing("anna", "192.0.2.1", 6000)).isFalse();
        assertThat(answering("anna", "192.0.2.1", 5060)).isTrue();
    }

    @Test
    void who_was_right_once_cannot_guess_for_ever() {
        answering("anna", "192.0.2.1", 5060);
        int guesses = 0;
        while (guessing("anna", "192.0.2.1", 5060)) {
            guesses++;
        }

        assertThat(guesses).isEqualTo(MOST_OF_USER);
    }

    @Test
    void a_used_nonce_count_is_no_wrong_answer() {
        for (int i = 0; i < 2 * MOST_OF_SOURCE; i++) {
            String id = ask("anna", "192.0.2.1", 5060);
            assertThat(id).isNotNull();
            wrong.judged(new Command.AnswerRegister(id, 401, "Unauthorized", List.of(), null, null, "auth.replayed"));
        }
    }

    @Test
    void a_burst_does_not_get_ahead_of_the_counting() {
        int asked = 0;
        while (ask("anna", "192.0.2." + asked % 200, 5060) != null) {
            asked++;
        }

        assertThat(asked).isEqualTo(MOST_OPEN);
        wrong.forgotten("id1");
        assertThat(ask("anna", "192.0.2.1", 5060)).isNotNull();
    }

    @Test
    void a_wait_ends() {
        for (int i = 0; i < MOST_OF_USER; i++) {
            guessing("anna", "192.0.2.1", 5060);
        }

        now = now.plus(WrongAnswers.LATELY).plusMillis(1);

        assertThat(guessing("anna", "192.0.2.1", 5060)).isTrue();
    }

    @Test
    void phones_that_mistype_now_and_then_are_not_shut_out() {
        for (int i = 0; i < 10 * MOST_OF_SOURCE; i++) {
            now = now.plusSeconds(1);
            assertThat(guessing("anna", "192.0.2.1", 5060)).isTrue();
        }
    }

    /** Whether the guess was put to the log at all. */
    private boolean guessing(String user, String address, int port) {
        String id = ask(user, address, port);
        if (id != null) {
            wrong.judged(new Command.AnswerRegister(id, 401, "Unauthorized", List.of()));
        }
        return id != null;
    }

    private boolean answering(String user, String address, int port) {
        String id = ask(user, address, port);
        if (id != null) {
            wrong.judged(new Command.AnswerRegister(id, 200, "OK", List.of()));
        }
        return id != null;
    }

    private String ask(String user, String address, int port) {
        String id = "id" + ++ids;
        DigestAnswer answer = new DigestAnswer(
                user, "acme.test", "n", "sip:acme.test", "r", "MD5", "auth", "c", "00000001", "REGISTER", "sip:x");
        return wrong.mayAsk(id, answer, new Source(address, port, "udp", "")) ? id : null;
    }
}
