package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones whose 2xx lacks what RFC 3261 asks for: the call must still be one that can be ended. */
class OddAnswersSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void the_platform_can_end_a_talk_with_a_phone_that_named_no_contact() {
        bob.behaving(answeringWith(List.of()));
        PeerCall call = alice.call("sip:bob@acme.test");
        LegAnswered answered = edge.await(LegAnswered.class);

        edge.node.hangUp(answered.callId(), answered.legId(), HangUp.because(480, "SIP;cause=480"));

        call.awaitEnded();
        bob.awaitIncoming().awaitEnded();
        edge.await(LegEnded.class);
        edge.awaitNoCalls();
    }

    @Test
    void a_phone_that_repeats_its_answer_after_the_end_has_not_failed() {
        bob.behaving(answeringWith(List.of(new SipText.Header("Contact", "<" + bob.contactUri() + ">"))));
        alice.call("sip:bob@acme.test").awaitAnswered();
        LegAnswered answered = edge.await(LegAnswered.class);
        edge.node.hangUp(answered.callId(), answered.legId(), HangUp.because(480, "SIP;cause=480"));
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitEnded();

        answeringWith(List.of(new SipText.Header("Contact", "<" + bob.contactUri() + ">")))
                .invited(atBob);
        SipText sentBehindIt = alice.register();

        assertThat(sentBehindIt.status()).isEqualTo(200);
        assertThat(edge.seen).noneMatch(LegFailed.class::isInstance);
    }

    @Test
    void a_dialled_phone_that_names_no_contact_is_acknowledged_and_can_be_hung_up() {
        dialled(answeringWith(List.of()));
    }

    @Test
    void a_dialled_phone_whose_contact_is_a_star_is_acknowledged_and_can_be_hung_up() {
        dialled(answeringWith(List.of(new SipText.Header("Contact", "*"))));
    }

    private void dialled(PeerManner manner) {
        bob.behaving(manner);
        String offer = Negotiation.offer(LocalAudio.at("127.0.0.1", 46_000)).text();
        edge.node.dial(
                "call_d",
                "B",
                OutgoingLeg.to(edge.contacts.get("bob"), "sip:100@acme.test", offer, Duration.ofSeconds(20)));

        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        assertThat(edge.await(LegAnswered.class).legId()).isEqualTo("B");
        edge.node.hangUp("call_d", "B", HangUp.because(480, "SIP;cause=480"));
        atBob.awaitEnded();
        edge.awaitNoCalls();
    }

    /** 200 with these headers beside those that every response has. */
    private static PeerManner answeringWith(List<SipText.Header> more) {
        return call -> {
            SipText invite = call.invite();
            List<SipText.Header> headers = new ArrayList<>();
            for (SipText.Header header : invite.headers()) {
                switch (header.name()) {
                    case "Via", "Record-Route", "From", "Call-ID", "CSeq" -> headers.add(header);
                    case "To" -> headers.add(new SipText.Header("To", header.value() + ";tag=odd"));
                    default -> {}
                }
            }
            headers.addAll(more);
            call.peer().transmit(new SipText("SIP/2.0 200 OK", headers, "").withSdp(sdp()));
        };
    }

    private static String sdp() {
        return Negotiation.offer(LocalAudio.at("127.0.0.1", 47_000)).text();
    }
}
