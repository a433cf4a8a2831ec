package io.ringlog.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.TrunkCommand.Register;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistrationFailed;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.domain.testing.Facts;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a registration comes about and is kept: challenges, lives, failures. */
class RegisteringAtTrunksSpec extends AtARegistrar {

    @Test
    void a_trunk_that_wants_it_is_registered_at_and_the_challenge_is_answered_here() {
        start("edge1");
        assertThat(asked().uri()).isEqualTo("sip:carrier.example:5060");
        assertThat(asked().to()).isEqualTo("sip:carrier.example:5060");
        assertThat(asked().aor()).isEqualTo(AOR);
        assertThat(asked().expiresSec()).isEqualTo(3600);
        assertThat(asked().credentials()).isEmpty();
        long cseq = asked().cseq();
        String sipCallId = asked().sipCallId();

        answers(401, null, challenge(false));
        assertThat(asked().cseq()).isEqualTo(cseq + 1);
        assertThat(asked().sipCallId()).isEqualTo(sipCallId);
        var credentials = asked().credentials().getFirst();
        assertThat(credentials.header()).isEqualTo("Authorization");
        assertThat(credentials.value())
                .contains("username=\"acme\"", "realm=\"carrier\"", "uri=\"sip:carrier.example:5060\"")
                .doesNotContain("secret");

        answers(200, 1800);
        assertThat(brain.events())
                .containsExactly(new TrunkRegistered(
                        "tr_1", "edge1", AOR, contact("edge1"), brain.now().plusSeconds(1800), null));
        brain.whenFires(TIMER);
        assertThat(asked().cseq()).isEqualTo(cseq + 2);
        assertThat(asked().sipCallId()).isEqualTo(sipCallId);
    }

    @ParameterizedTest
    @CsvSource({"600, 300", ", 3000", "1, 15", "20, 15", "2000000000, 85800"})
    void it_is_renewed_before_it_ends_however_long_that_is(@Nullable Integer granted, long after) {
        start("edge1");
        answers(200, granted);

        Duration rest = Duration.between(brain.now(), brain.timers().get(TIMER).due());
        assertThat(rest).isBetween(Duration.ofSeconds(Math.max(15, after * 4 / 5)), Duration.ofSeconds(after));
        brain.whenFires(TIMER);
        assertThat(brain.commands()).hasSize(1);
    }

    @Test
    void an_edge_that_says_nothing_is_asked_no_more_while_there_is_another() {
        start("edge1", "edge2");
        String first = askers().getLast();
        answers(200, 3600);
        brain.whenFires(TIMER);
        assertThat(askers()).containsExactly(first);

        brain.whenFires(TIMER);
        assertThat(failure().code()).isEqualTo("trunk.silent");
        assertThat(failure().edge()).isEqualTo(first);
        brain.whenFires(TIMER);

        assertThat(askers()).hasSize(1).doesNotContain(first);
        assertThat(asked().gone()).containsExactly(contact(first));
    }

    @Test
    void a_registrar_that_says_yes_and_binds_nothing_has_refused() {
        start("edge1");

        answers(200, 0);

        assertThat(failure())
                .extracting(TrunkRegistrationFailed::status, TrunkRegistrationFailed::code)
                .containsExactly(200, "trunk.not-bound");
        assertThat(brain.events(TrunkRegistered.class)).isEmpty();
    }

    @Test
    void whom_the_trunk_does_not_believe_is_not_told_twice() {
        start("edge1");
        answers(407, null, challenge(false));
        assertThat(asked().credentials().getFirst().header()).isEqualTo("Proxy-Authorization");

        answers(407, null, challenge(false));

        assertThat(brain.commands()).isEmpty();
        assertThat(failure().code()).isEqualTo("trunk.login-refused");
    }

    @Test
    void a_nonce_that_was_too_old_is_answered_once_more() {
        start("edge1");
        answers(401, null, challenge(false));
        answers(401, null, challenge(true));
        assertThat(brain.commands(Register.class)).hasSize(1);

        answers(401, null, challenge(true));
        assertThat(failure().code()).isEqualTo("trunk.login-refused");
    }

    @Test
    void a_proxy_and_the_registrar_may_both_ask_and_both_are_told() {
        start("edge1");
        answers(407, null, new DigestChallenge("proxy", "n1", "MD5", "auth", null, false, null));
        answers(401, null, challenge(false));

        assertThat(asked().credentials())
                .extracting(TrunkCommand.Credentials::header)
                .containsExactly("Proxy-Authorization", "Authorization");
        assertThat(asked().credentials().getFirst().value()).contains("realm=\"proxy\"", "nc=00000002");
        assertThat(asked().credentials().getLast().value()).contains("realm=\"carrier\"", "nc=00000001");
        answers(423, null, 7200, null);
        assertThat(asked().credentials()).hasSize(2);
        answers(200, 7200);
        assertThat(brain.events(TrunkRegistered.class)).hasSize(1);
    }

    @Test
    void who_asks_in_ever_new_names_is_told_no_more() {
        start("edge1");
        for (int i = 0; i < 4; i++) {
            answers(401, null, new DigestChallenge("realm" + i, "n1", "MD5", "auth", null, false, null));
        }
        answers(401, null, new DigestChallenge("realm5", "n1", "MD5", "auth", null, false, null));

        assertThat(failure().code()).isEqualTo("trunk.login-refused");
    }

    @ParameterizedTest
    @CsvSource({"SHA-1, auth", "MD5-sess,", "MD5, auth-int"})
    void what_we_cannot_work_out_is_not_a_password_that_is_missing(String algorithm, @Nullable String qop) {
        start("edge1");

        answers(401, null, new DigestChallenge("carrier", "n1", algorithm, qop, null, false, null));

        assertThat(failure().code()).isEqualTo("trunk.login-unsupported");
    }

    @Test
    void a_session_keeps_what_it_began_with() {
        start("edge1");
        answers(401, null, new DigestChallenge("carrier", "n1", "MD5-sess", "auth", null, false, null));
        String first = cnonce();
        answers(423, null, 7200, null);

        assertThat(asked().credentials().getFirst().value()).contains("algorithm=MD5-sess", "nc=00000002");
        assertThat(cnonce()).isEqualTo(first);
    }

    private String cnonce() {
        String value = asked().credentials().getFirst().value();
        int from = value.indexOf("cnonce=");
        return value.substring(from, value.indexOf('"', from + "cnonce=\"".length()));
    }

    @Test
    void a_challenge_of_another_realm_is_not_for_the_trunks_password() {
        brain.given(new EdgeStarted("edge1", 1))
                .whenSaved(trunk().with("realm", "elsewhere").row());

        answers(401, null, challenge(false));

        assertThat(failure().code()).isEqualTo("trunk.login-missing");
    }

    @Test
    void a_challenge_that_nobody_can_answer_is_a_failure() {
        brain.given(new EdgeStarted("edge1", 1))
                .whenSaved(trunk().with("authSecret", null)
                        .with("authUsername", null)
                        .with("fromUser", "acme")
                        .row());

        answers(401, null, challenge(false));

        assertThat(failure().code()).isEqualTo("trunk.login-missing");
    }

    @Test
    void a_life_that_is_too_short_is_made_longer_once() {
        start("edge1");
        answers(423, null, 7200, null);
        assertThat(asked().expiresSec()).isEqualTo(7200);

        answers(423, null, 9000, null);
        assertThat(failure())
                .extracting(TrunkRegistrationFailed::status, TrunkRegistrationFailed::code)
                .containsExactly(423, "trunk.refused");
    }

    @ParameterizedTest
    @CsvSource({"423, 90000", "423, 60", "423,"})
    void a_life_that_makes_no_sense_is_a_failure(int status, @Nullable Integer least) {
        start("edge1");

        answers(status, null, least, null);

        assertThat(failure().status()).isEqualTo(423);
    }

    @Test
    void it_is_tried_again_ever_later_up_to_half_an_hour() {
        start("edge1");
        long[] full = {30, 60, 120, 240, 480, 960, 1800, 1800, 1800};
        for (long most : full) {
            answers(403, null);
            Duration rest = Duration.between(brain.now(), failure().retryAt());
            assertThat(rest).isBetween(Duration.ofSeconds(most / 2), Duration.ofSeconds(most));
            brain.whenPassed(rest.minusSeconds(1));
            assertThat(brain.commands()).isEmpty();
            brain.whenPassed(Duration.ofSeconds(1));
            assertThat(brain.commands()).hasSize(1);
        }
        answers(200, 60);
        brain.whenFires(TIMER);
        answers(503, null, null, 300);
        assertThat(failure().retryAt()).isEqualTo(brain.now().plusSeconds(300));
    }

    @Test
    void nobody_waits_longer_than_half_an_hour_because_a_trunk_says_so() {
        start("edge1");

        answers(503, null, null, 2_000_000_000);

        assertThat(failure().retryAt()).isEqualTo(brain.now().plusSeconds(1800));
    }

    @Test
    void who_could_not_ask_says_so() {
        start("edge1");

        answers(0, null);

        assertThat(failure().code()).isEqualTo("trunk.not-asked");
    }

    @Test
    void an_edge_that_says_nothing_has_failed() {
        start("edge1");

        brain.whenPassed(Duration.ofSeconds(15));

        assertThat(failure())
                .extracting(TrunkRegistrationFailed::status, TrunkRegistrationFailed::code)
                .containsExactly(408, "trunk.silent");
    }

    @Test
    void a_trunk_for_calls_that_go_out_alone_is_not_registered_at() {
        brain.given(new EdgeStarted("edge1", 1))
                .whenSaved(
                        trunk().with("direction", SipTrunk.Direction.OUTBOUND).row());

        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void an_answer_to_another_question_is_none() {
        start("edge1");
        String contact = contact("edge1");

        brain.when(new RegisterAnswered(
                new Facts("edge1", 1).stamp(),
                "tr_1",
                "other",
                200,
                60,
                null,
                null,
                contact,
                List.of(),
                "",
                List.of(),
                null,
                null));

        assertThat(brain.events()).isEmpty();
    }
}
