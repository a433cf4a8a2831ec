package io.ringlog.domain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallEvent.CallStarted;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.domain.journal.Command.RefuseCall;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.RegistrationEvent.AuthenticationFailed;
import io.ringlog.domain.journal.RegistrationEvent.RegistrationRefused;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A digest answer is good for what its {@code uri} says, and for nothing else (RFC 7616 section 3.4.6). */
class AnsweringForAnotherAddressSpec {

    private final Facts facts = new Facts("edge1", 1);
    private final Phones phones = new Phones(facts);
    private final BrainSpec brain = Phones.office();

    @Test
    void an_answer_for_one_user_does_not_call_another() {
        brain.when(call("sip:ben@acme.example", "sip:carol@acme.example"));

        assertThat(brain.events(AuthenticationFailed.class).getFirst().code()).isEqualTo("auth.uri-differs");
        assertThat(brain.commands(RefuseCall.class).getFirst().status()).isEqualTo(407);
        assertThat(brain.events(CallStarted.class)).isEmpty();
    }

    @Test
    void nor_does_it_register() {
        brain.when(phones.registers(
                "anna",
                answer("REGISTER", "sip:elsewhere.example", "sip:acme.example"),
                Facts.SOURCE,
                new ContactAsked("sip:anna@192.0.2.10:5060", 60, null)));

        assertThat(brain.events(RegistrationRefused.class).getFirst().code()).isEqualTo("auth.uri-differs");
        assertThat(brain.commands(AnswerRegister.class).getFirst().status()).isEqualTo(401);
    }

    @Test
    void a_refused_answer_does_not_use_its_count_up() {
        DigestAnswer wrong = answer("INVITE", "sip:ben@acme.example", "sip:carol@acme.example");
        brain.when(facts.inviteFromDevice("call1", wrong, "ben"));
        brain.when(facts.inviteFromDevice("call2", asked(wrong, wrong.uri()), "ben"));

        assertThat(brain.events(CallStarted.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:ben@acme.example, sip:ben@ACME.example",
        "sip:ben@acme.example, sip:ben@acme.example;transport=tcp",
        "sip:ben@acme.example:5060, sip:ben@acme.example",
        "sips:ben@acme.example:5061, sips:ben@acme.example",
        "sip:%62en@acme.example, sip:ben@acme.example",
        "sip:ben@acme.example, sip:ben@192.0.2.1:5080",
        "sip:ben:pw@pbx.example:5070, sip:ben@pbx.example:5070;user=phone",
        "sip:acme.example, sip:ben@acme.example",
        "sip:pbx.example, sip:ben@pbx.example",
        "sip:192.0.2.1:5060, sip:ben@acme.example",
        "sip:[2001:db8::1]:5060, sip:ben@acme.example"
    })
    void the_same_place_may_be_written_in_several_ways(String signed, String asked) {
        brain.when(call(signed, asked));

        assertThat(brain.events(CallStarted.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:ben@acme.example, sip:anna@acme.example",
        "sip:Ben@acme.example, sip:ben@acme.example",
        "sip:ben@pbx.example, sip:ben@other.example",
        "sip:ben@pbx.example:5070, sip:ben@pbx.example",
        "sip:pbx.example, sip:ben@acme.example",
        "ben, sip:ben@acme.example",
        "sip:ben@acme.example, tel:+4930"
    })
    void any_other_place_is_another(String signed, String asked) {
        brain.when(call(signed, asked));

        assertThat(brain.events(AuthenticationFailed.class)).hasSize(1);
    }

    private CallFact.InviteReceived call(String signed, String asked) {
        return facts.inviteFromDevice("call1", answer("INVITE", signed, asked), "ben");
    }

    private static DigestAnswer answer(String method, String signed, String asked) {
        DigestAnswer open = new DigestAnswer(
                "anna", Rows.DOMAIN, "nonce-" + signed, signed, "", "MD5", "auth", "c", "00000001", method, asked);
        return new DigestAnswer(
                open.username(),
                open.realm(),
                open.nonce(),
                signed,
                DigestCheck.response(open, "ha1-of-dev_anna", "MD5"),
                "MD5",
                "auth",
                "c",
                "00000001",
                method,
                asked);
    }

    private static DigestAnswer asked(DigestAnswer one, String asked) {
        return answer(one.method(), one.uri(), asked);
    }
}
