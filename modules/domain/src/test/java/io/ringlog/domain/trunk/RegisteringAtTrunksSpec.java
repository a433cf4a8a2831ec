package io.ringlog.domain.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeLost;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.TrunkCommand.Register;
import io.ringlog.domain.journal.TrunkEvent;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistered;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistrationFailed;
import io.ringlog.domain.journal.TrunkEvent.TrunkUnregistered;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One edge keeps us registered at a trunk, with what the brain answers for it; another takes over when it is lost. */
class RegisteringAtTrunksSpec {

    private static final String AOR = "sip:acme@carrier.example";

    private final Map<String, Facts> facts = new HashMap<>();
    private final BrainSpec brain =
            new BrainSpec(Brains.concerns((hidden, context) -> "secret-of-" + context)).given(Rows.account());

    private static Draft<SipTrunk> trunk() {
        return Draft.like(Rows.trunk())
                .with("doRegister", true)
                .with("expireSec", 3600)
                .with("authUsername", "acme")
                .with("authSecret", "sealed");
    }

    private void start(String... edges) {
        for (String edge : edges) {
            brain.when(new EdgeStarted(edge, 1));
        }
        brain.whenSaved(trunk().row());
    }

    private Register asked() {
        return brain.commands(Register.class).getLast();
    }

    private List<String> askers() {
        return brain.outgoing().stream()
                .filter(it -> it instanceof CommandRecord command && command.command() instanceof Register)
                .map(it -> ((CommandRecord) it).edge())
                .toList();
    }

    private static String contact(String edge) {
        return "sip:" + edge + ":5060";
    }

    private void answers(int status, @Nullable Integer expires, DigestChallenge... challenges) {
        answers(status, expires, null, null, challenges);
    }

    private void answers(
            int status,
            @Nullable Integer expires,
            @Nullable Integer least,
            @Nullable Integer later,
            DigestChallenge... challenges) {
        String edge = askers().getLast();
        Register question = asked();
        brain.when(new RegisterAnswered(
                facts.computeIfAbsent(edge, any -> new Facts(edge, 1)).stamp(),
                question.trunkId(),
                question.askId(),
                status,
                expires,
                least,
                later,
                contact(edge),
                question.uri(),
                List.of(challenges)));
    }

    private static DigestChallenge challenge(boolean stale) {
        return new DigestChallenge("carrier", "n1", "MD5", "auth", null, stale);
    }

    private TrunkRegistrationFailed failure() {
        return brain.events(TrunkRegistrationFailed.class).getFirst();
    }

    @Test
    void a_trunk_that_wants_it_is_registered_at_and_the_challenge_is_answered_here() {
        start("edge1");
        assertThat(asked().uri()).isEqualTo("sip:carrier.example:5060");
        assertThat(asked().to()).isEqualTo("sip:carrier.example:5060");
        assertThat(asked().aor()).isEqualTo(AOR);
        assertThat(asked().expiresSec()).isEqualTo(3600);
        assertThat(asked().credentials()).isNull();
        long cseq = asked().cseq();
        String sipCallId = asked().sipCallId();

        answers(401, null, challenge(false));
        assertThat(asked().cseq()).isEqualTo(cseq + 1);
        assertThat(asked().sipCallId()).isEqualTo(sipCallId);
        var credentials = Objects.requireNonNull(asked().credentials());
        assertThat(credentials.header()).isEqualTo("Authorization");
        assertThat(credentials.value())
                .contains("username=\"acme\"", "realm=\"carrier\"", "uri=\"sip:carrier.example:5060\"")
                .doesNotContain("secret");

        answers(200, 1800);
        assertThat(brain.events())
                .containsExactly(new TrunkRegistered(
                        "tr_1", "edge1", AOR, contact("edge1"), brain.now().plusSeconds(1800)));
        brain.whenPassed(Duration.ofSeconds(1199));
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(asked().cseq()).isEqualTo(cseq + 2);
        assertThat(asked().sipCallId()).isEqualTo(sipCallId);
    }

    @ParameterizedTest
    @CsvSource({"600, 300", ", 3000", "1, 3", "2000000000, 85800"})
    void it_is_renewed_before_it_ends_however_long_that_is(@Nullable Integer granted, long after) {
        start("edge1");
        answers(200, granted);

        brain.whenPassed(Duration.ofSeconds(after - 1));
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(1));
        assertThat(brain.commands()).hasSize(1);
    }

    @Test
    void whom_the_trunk_does_not_believe_is_not_told_twice() {
        start("edge1");
        answers(407, null, challenge(false));
        assertThat(Objects.requireNonNull(asked().credentials()).header()).isEqualTo("Proxy-Authorization");

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
        brain.whenPassed(Duration.ofSeconds(30));
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
    void an_edge_that_says_nothing_has_failed() {
        start("edge1");

        brain.whenPassed(Duration.ofSeconds(15));

        assertThat(failure())
                .extracting(TrunkRegistrationFailed::status, TrunkRegistrationFailed::code)
                .containsExactly(408, "trunk.silent");
    }

    @Test
    void exactly_one_edge_holds_it_and_another_takes_over_at_once_when_it_is_lost() {
        start("edge1", "edge2");
        assertThat(askers()).hasSize(1);
        String first = askers().getFirst();
        String second = first.equals("edge1") ? "edge2" : "edge1";
        answers(200, 3600);

        brain.when(new EdgeLost(first, 1, "heartbeat missing"));
        assertThat(askers()).containsExactly(second);
        assertThat(asked().gone()).isEqualTo(contact(first));

        answers(200, 3600);
        assertThat(brain.events(TrunkRegistered.class))
                .extracting(TrunkRegistered::edge, TrunkRegistered::contact)
                .containsExactly(tuple(second, contact(second)));
        brain.when(new EdgeStarted(first, 2));
        assertThat(brain.commands()).isEmpty();
        brain.whenPassed(Duration.ofSeconds(3000));
        assertThat(askers()).containsExactly(second);
        assertThat(asked().gone()).isNull();
    }

    @Test
    void with_the_last_edge_it_is_gone_until_one_starts() {
        start();
        assertThat(failure()).isEqualTo(new TrunkRegistrationFailed("tr_1", null, 0, "trunk.no-edge", null));
        brain.when(new EdgeStarted("edge1", 1));
        answers(200, 3600);

        brain.when(new EdgeLost("edge1", 1, "stopped"));
        assertThat(failure().code()).isEqualTo("trunk.no-edge");
        assertThat(brain.timers()).isEmpty();

        brain.when(new EdgeStarted("edge2", 1));
        assertThat(askers()).containsExactly("edge2");
        assertThat(asked().gone()).isEqualTo(contact("edge1"));
    }

    @Test
    void an_edge_that_started_anew_registers_again_and_late_news_of_its_former_life_is_none() {
        start("edge1");
        answers(200, 3600);

        brain.when(new EdgeStarted("edge1", 2));
        assertThat(askers()).containsExactly("edge1");
        brain.when(new EdgeLost("edge1", 1, "late"));
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void an_answer_to_another_question_is_none() {
        start("edge1");
        String contact = contact("edge1");

        brain.when(new RegisterAnswered(
                new Facts("edge1", 1).stamp(), "tr_1", "other", 200, 60, null, null, contact, "", List.of()));

        assertThat(brain.events()).isEmpty();
    }

    @Test
    void what_is_not_wanted_any_more_is_taken_back() {
        start("edge1");
        answers(200, 3600);

        brain.whenSaved(trunk().with("doRegister", false).row());
        assertThat(asked().expiresSec()).isZero();
        answers(401, null, challenge(false));
        assertThat(asked().expiresSec()).isZero();
        answers(200, null);

        assertThat(brain.events()).containsExactly(new TrunkUnregistered("tr_1"));
        assertThat(brain.timers()).isEmpty();
    }

    @Test
    void a_trunk_that_has_gone_is_told_with_the_credentials_it_had() {
        start("edge1");
        answers(200, 3600);

        brain.whenRemoved("tr_1");
        answers(401, null, challenge(false));

        assertThat(asked().credentials()).isNotNull();
        answers(500, null);
        assertThat(brain.events(TrunkUnregistered.class)).hasSize(1);
    }

    @Test
    void what_cannot_be_taken_back_runs_out_by_itself() {
        start("edge1");
        answers(200, 3600);
        brain.whenSaved(trunk().with("status", RowStatus.DISABLED).row());
        brain.whenSaved(trunk().with("status", RowStatus.DISABLED).row());

        brain.whenPassed(Duration.ofSeconds(15));

        assertThat(brain.events()).containsExactly(new TrunkUnregistered("tr_1"));
    }

    @Test
    void what_is_being_taken_back_ends_with_its_edge() {
        start("edge1", "edge2");
        answers(200, 3600);
        String edge =
                String.valueOf(brain.state().trunkLine("tr_1").orElseThrow().edge());
        brain.whenSaved(trunk().with("doRegister", false).row());

        brain.when(new EdgeLost(edge, 1, "stopped"));

        assertThat(brain.events(TrunkEvent.class)).containsExactly(new TrunkUnregistered("tr_1"));
        assertThat(brain.commands()).isEmpty();
    }

    @Test
    void a_registration_that_never_was_needs_no_taking_back() {
        start("edge1");
        answers(403, null);

        brain.whenSaved(trunk().with("doRegister", false).row());

        assertThat(brain.commands()).isEmpty();
        assertThat(brain.events(TrunkUnregistered.class)).hasSize(1);
    }

    @Test
    void another_password_takes_the_old_registration_back_and_begins_a_new_one() {
        start("edge1");
        answers(200, 3600);
        brain.whenSaved(trunk().with("name", "other name").row());
        assertThat(brain.commands()).isEmpty();

        brain.whenSaved(trunk().with("fromDomain", "us.example").row());
        assertThat(asked().expiresSec()).isZero();
        answers(200, null);

        assertThat(asked().uri()).isEqualTo("sip:us.example");
        assertThat(asked().to()).isEqualTo("sip:carrier.example:5060");
        assertThat(asked().aor()).isEqualTo("sip:acme@us.example");
    }

    @Test
    void an_account_that_is_suspended_is_registered_nowhere_until_it_is_active_again() {
        start("edge1");
        answers(200, 3600);

        brain.whenSaved(Rows.suspended());
        assertThat(asked().expiresSec()).isZero();
        answers(200, null);
        assertThat(brain.events(TrunkUnregistered.class)).hasSize(1);

        brain.whenSaved(Rows.account());
        assertThat(asked().expiresSec()).isEqualTo(3600);
    }
}
