package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.RegisterExpired;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** REGISTER: challenged by the node, decided elsewhere. */
class RegisteringSpec {
    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void a_register_without_credentials_is_challenged_strongest_first_and_is_no_fact() {
        SipPeer phone = edge.phone("alice");

        SipText response = phone.request(bare(phone));

        assertThat(response.status()).isEqualTo(401);
        List<String> challenges = response.all("WWW-Authenticate");
        assertThat(challenges).hasSize(2);
        assertThat(challenges.get(0))
                .contains("SHA-256")
                .contains("realm=\"acme.test\"")
                .contains("qop=\"auth\"");
        assertThat(challenges.get(1)).contains("MD5");
        assertThat(edge.seen).isEmpty();
    }

    @Test
    void a_node_can_be_told_to_ask_for_one_algorithm_alone() {
        try (var old = new TestEdge(config -> config.asking(List.of("MD5")))) {
            SipPeer phone = old.phone("alice");

            assertThat(phone.request(bare(phone)).all("WWW-Authenticate"))
                    .singleElement()
                    .asString()
                    .contains("algorithm=MD5");
        }
    }

    @Test
    void both_algorithms_register() {
        assertThat(edge.phone("alice").hashing("SHA-256").register().status()).isEqualTo(200);
        assertThat(edge.phone("bob").hashing("MD5").register().status()).isEqualTo(200);
        assertThat(edge.registers)
                .extracting(r -> String.valueOf(r.digest()).contains("algorithm=SHA-256"))
                .containsExactly(true, false);
    }

    @Test
    void the_answer_lists_the_bound_contacts() {
        SipPeer phone = edge.phone("alice");

        SipText ok = phone.register();

        assertThat(ok.header("Contact")).isEqualTo("<" + phone.contactUri() + ">;expires=3600");
        assertThat(edge.registers.getFirst().bindings().getFirst().natted()).isFalse();
        assertThat(edge.registers.getFirst().head().source().flowId()).isEqualTo("udp:127.0.0.1:" + phone.localPort());
    }

    @Test
    void a_phone_can_take_its_contact_away_again() {
        SipPeer phone = edge.registered("alice");

        assertThat(phone.unregister().status()).isEqualTo(200);
        assertThat(edge.contacts).isEmpty();
    }

    @Test
    void a_wrong_password_looks_like_no_password() {
        try (SipPeer liar = SipPeer.udp("alice", "guess", TestEdge.DOMAIN, edge.address())) {
            SipText answer = liar.register();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.all("WWW-Authenticate")).hasSize(2);
            assertThat(edge.contacts).isEmpty();
        }
    }

    @Test
    void a_contact_elsewhere_than_the_source_is_marked_as_natted() {
        SipPeer phone = edge.phone("alice");
        edge.screening = head -> new SipPolicy.Verdict.Accept();

        phone.request(
                bare(phone).with("Contact", "<sip:alice@192.168.7.7:5060>;+sip.instance=\"<urn:uuid:1>\";reg-id=1"));

        RegisterRequest.Binding binding = edge.registers.getFirst().bindings().getFirst();
        assertThat(binding)
                .isEqualTo(
                        new RegisterRequest.Binding("sip:alice@192.168.7.7:5060", null, null, "<urn:uuid:1>", 1, true));
    }

    @Test
    void a_contact_that_leads_elsewhere_by_its_maddr_is_marked_as_natted() {
        SipPeer phone = edge.phone("alice");
        edge.screening = head -> new SipPolicy.Verdict.Accept();

        phone.request(bare(phone).with("Contact", "<sip:09001234@127.0.0.1:5060;maddr=192.168.7.7>"));

        assertThat(edge.registers.getFirst().bindings().getFirst().natted()).isTrue();
    }

    @Test
    void an_expiry_beyond_counting_is_for_ever_and_an_unreadable_one_is_none() {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        SipPeer phone = edge.phone("alice");
        String never = Cases.text("11-expires-2e32-1.sip")
                .lines()
                .filter(line -> line.startsWith("Contact: "))
                .findFirst()
                .orElseThrow()
                .substring("Contact: ".length());

        phone.request(bare(phone).with("Contact", never));
        phone.request(bare(phone).with("Contact", "<sip:alice@127.0.0.1:5060>;expires=soon"));
        phone.request(bare(phone).with("Contact", "<sip:alice@127.0.0.1:5060>;expires=000"));

        assertThat(edge.registers)
                .extracting(register -> register.bindings().getFirst().expiresSec())
                .containsExactly(Integer.MAX_VALUE, null, 0);
    }

    @Test
    void a_contact_that_nobody_could_call_or_tell_gets_400_that_names_the_header() {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        SipPeer phone = edge.phone("alice");
        for (String contact : List.of(
                "<s%41:x>", "<tel:+1202>", "<sip:>", "<mailto:a@b>", "sip:a b@c", "<sip:" + "a".repeat(600) + "@b>")) {
            assertThat(phone.request(bare(phone).with("Contact", contact)).firstLine())
                    .as(contact)
                    .isEqualTo("SIP/2.0 400 Bad Contact");
        }
        assertThat(edge.registers).isEmpty();
    }

    @Test
    void a_contact_stored_once_that_cannot_be_written_hides_no_other() {
        edge.answersRegisters = false;
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        SipPeer phone = edge.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(() -> phone.request(bare(phone)));
        String requestId = edge.await(SipFact.RegisterReceived.class).requestId();

        edge.node.answerRegister(
                requestId,
                RegisterAnswer.accepted(List.of(
                        new RegisterAnswer.Bound("s%41:x", 60), new RegisterAnswer.Bound("sip:alice@127.0.0.1", 60))));

        assertThat(answer.join().all("Contact")).containsExactly("<sip:alice@127.0.0.1>;expires=60");
    }

    @Test
    void an_answer_that_cannot_be_written_is_a_500() {
        edge.answersRegisters = false;
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        SipPeer phone = edge.phone("alice");
        CompletableFuture<SipText> answer = CompletableFuture.supplyAsync(() -> phone.request(bare(phone)));
        String requestId = edge.await(SipFact.RegisterReceived.class).requestId();

        edge.node.answerRegister(
                requestId, new RegisterAnswer(200, "OK", List.of(), Map.of("Min-Expires", "no number"), null));

        assertThat(answer.join().status()).isEqualTo(500);
    }

    @Test
    void a_late_registrar_costs_503_with_retry_after() {
        try (TestEdge slow = new TestEdge(c -> c.with(c.timing().decidingWithin(Duration.ofMillis(100))))) {
            slow.answersRegisters = false;

            SipText answer = slow.phone("alice").register();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            String requestId = slow.await(RegisterExpired.class).requestId();
            assertThat(slow.node.answerRegister(requestId, RegisterAnswer.accepted(List.of())))
                    .isEqualTo(CommandOutcome.TOO_LATE);
        }
    }

    @Test
    void an_expired_nonce_is_called_stale() {
        try (TestEdge strict = new TestEdge(c -> c.with(c.timing().noncesLiving(Duration.ofMillis(-1))))) {
            SipText answer = strict.phone("alice").register();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).contains("stale=true");
            assertThat(strict.seen).isEmpty();
        }
    }

    @Test
    void an_unknown_domain_is_refused_by_policy() {
        edge.screening = head -> new SipPolicy.Verdict.Refuse(403, "Unknown Domain");

        assertThat(edge.phone("alice").register().firstLine()).isEqualTo("SIP/2.0 403 Unknown Domain");
    }

    @Test
    void a_wildcard_contact_must_stand_alone_and_expire_at_once() {
        SipPeer phone = edge.phone("alice");

        assertThat(phone.request(bare(phone).with("Contact", "*")).status()).isEqualTo(400);
    }

    static SipText bare(SipPeer phone) {
        return new SipText("REGISTER sip:acme.test SIP/2.0", List.of(), "")
                .with("Via", "SIP/2.0/UDP 127.0.0.1:" + phone.localPort() + ";branch=z9hG4bKb" + System.nanoTime())
                .with("From", "<sip:alice@acme.test>;tag=1")
                .with("To", "<sip:alice@acme.test>")
                .with("Call-ID", "bare" + System.nanoTime())
                .with("CSeq", "1 REGISTER");
    }
}
