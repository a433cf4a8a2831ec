package io.ringlog.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallEvent.LegAuthorized;
import io.ringlog.domain.journal.CallFact.LegChallenged;
import io.ringlog.domain.journal.Command.AuthorizeLeg;
import io.ringlog.domain.journal.Command.CancelLegs;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trunk that asks who we are is told once, by a digest; the password stays where it is sealed. */
class AnsweringTrunksSpec {

    private static final String C = "c1";
    private static final String URI = "sip:4989123@carrier.example:5060";

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = new BrainSpec(Brains.concerns(AnsweringTrunksSpec::open))
            .given(
                    Rows.account(),
                    UserRow.user("anna").row(),
                    Rows.device("anna"),
                    trunk().row(),
                    trunk().with("id", "tr_2").with("name", "other").row(),
                    Rows.route("route_1", Rows.TRUNK, "tr_2").row());

    private static Draft<SipTrunk> trunk() {
        return Draft.like(Rows.trunk()).with("authUsername", "acme").with("authSecret", "sealed");
    }

    private static String open(String sealed, String context) {
        return context.startsWith("tr_") ? "secret" : "ha1-of-" + context;
    }

    @BeforeEach
    void anna_dials() {
        brain.given(phones.calls(C, "anna", "4989123"));
    }

    private LegChallenged asks(String legId, int status, DigestChallenge... challenges) {
        return new LegChallenged(facts.stamp(), C, legId, status, URI, List.of(challenges));
    }

    private static DigestChallenge challenge(String realm, @Nullable String algorithm, @Nullable String qop) {
        return new DigestChallenge(realm, "n1", algorithm, qop, "op", false, null);
    }

    private static String in(String value, String name) {
        Matcher found = Pattern.compile(name + "=\"?([^\",]*)").matcher(value);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void the_answer_is_right_and_holds_no_secret() {
        brain.when(asks("b1", 407, challenge("carrier", "SHA-256", "auth-int, auth")));

        AuthorizeLeg told = brain.commands(AuthorizeLeg.class).getFirst();
        assertThat(told.header()).isEqualTo("Proxy-Authorization");
        assertThat(told.value())
                .contains("qop=auth", "nc=00000001", "opaque=\"op\"")
                .doesNotContain("secret");
        DigestAnswer answer = new DigestAnswer(
                "acme",
                "carrier",
                "n1",
                URI,
                "",
                "SHA-256",
                "auth",
                in(told.value(), "cnonce"),
                "00000001",
                "INVITE",
                URI);
        String ha1 = DigestCheck.ha1("SHA-256", "acme", "carrier", "secret");
        assertThat(in(told.value(), "response")).isEqualTo(DigestCheck.response(answer, ha1, "SHA-256"));
        assertThat(brain.events(LegAuthorized.class))
                .containsExactly(new LegAuthorized(C, "b1", Rows.TRUNK, "carrier"));
    }

    @Test
    void where_the_body_alone_must_be_protected_too_it_is() {
        String body = "0a1b2c";
        brain.when(asks("b1", 407, new DigestChallenge("carrier", "n1", "MD5", "auth-int", null, false, body)));

        AuthorizeLeg told = brain.commands(AuthorizeLeg.class).getFirst();
        DigestAnswer answer = new DigestAnswer(
                "acme",
                "carrier",
                "n1",
                URI,
                "",
                "MD5",
                "auth-int",
                in(told.value(), "cnonce"),
                "00000001",
                "INVITE",
                URI);
        String ha1 = DigestCheck.ha1("MD5", "acme", "carrier", "secret");
        assertThat(in(told.value(), "qop")).isEqualTo("auth-int");
        assertThat(in(told.value(), "response")).isEqualTo(DigestCheck.response(answer, ha1, "MD5", body));
    }

    @Test
    void of_both_the_one_is_given_that_asks_less() {
        brain.when(asks("b1", 407, new DigestChallenge("carrier", "n1", "MD5", "auth-int,auth", null, false, "0a1b")));

        AuthorizeLeg told = brain.commands(AuthorizeLeg.class).getFirst();
        assertThat(in(told.value(), "qop")).isEqualTo("auth");
    }

    @Test
    void a_challenge_of_old_is_answered_as_of_old() {
        brain.when(asks("b1", 401, challenge("carrier", null, null)));

        AuthorizeLeg told = brain.commands(AuthorizeLeg.class).getFirst();
        assertThat(told.header()).isEqualTo("Authorization");
        assertThat(told.value()).contains("algorithm=MD5").doesNotContain("qop");
    }

    @Test
    void a_wrong_answer_is_not_given_twice_and_the_next_trunk_is_tried() {
        brain.given(asks("b1", 407, challenge("carrier", "MD5", "auth")));

        brain.when(asks("b1", 407, challenge("carrier", "MD5", "auth")));

        assertThat(brain.commands(AuthorizeLeg.class)).isEmpty();
        assertThat(brain.commands(CancelLegs.class).getFirst().legIds()).containsExactly("b1");
        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .legId())
                .isEqualTo("b2");
    }

    @Test
    void a_nonce_that_was_too_old_is_answered_again_once() {
        DigestChallenge stale = new DigestChallenge("carrier", "n2", "MD5", "auth", null, true, null);
        brain.given(asks("b1", 407, challenge("carrier", "MD5", "auth")));

        brain.when(asks("b1", 407, stale));
        assertThat(brain.commands(AuthorizeLeg.class)).hasSize(1);

        brain.when(asks("b1", 407, stale));
        assertThat(brain.commands(AuthorizeLeg.class)).isEmpty();
    }

    @Test
    void only_its_realm_and_what_is_known_is_answered() {
        brain.given(trunk().with("realm", "carrier").row());

        brain.when(asks(
                "b1",
                407,
                challenge("stranger", "MD5", "auth"),
                challenge("carrier", "SHA3-256", "auth"),
                challenge("carrier", "MD5", "auth-int"),
                challenge("carrier", "md5", "auth")));

        assertThat(brain.commands(AuthorizeLeg.class).getFirst().value()).contains("algorithm=MD5");
        assertThat(brain.events(LegAuthorized.class))
                .extracting(LegAuthorized::realm)
                .containsExactly("carrier");
    }

    @Test
    void a_trunk_without_credentials_has_failed() {
        brain.given(Rows.trunk());

        brain.when(asks("b1", 407, challenge("carrier", "MD5", "auth")));

        assertThat(brain.commands(InviteParty.class)
                        .getFirst()
                        .targets()
                        .getFirst()
                        .legId())
                .isEqualTo("b2");
    }

    @Test
    void a_challenge_for_a_leg_that_rings_no_more_is_nothing() {
        brain.when(asks("b9", 407, challenge("carrier", "MD5", "auth")));

        assertThat(brain.commands()).isEmpty();
    }
}
