package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.LegRinging;
import io.ringlog.sip.auth.FlowToken;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A phone that is connected to one edge is called from another, which has no way to it but through that one. */
class HandingOnSpec {
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio 40000 RTP/AVP 0\r\n";

    /** What nobody can look up, and nobody can connect to. */
    private static final String PROXY = "<sip:proxy.invalid;transport=tls;lr>";

    private final TestEdge home = new TestEdge();
    private final TestEdge away = new TestEdge();
    private final SipPeer alice = away.phone("alice");

    @AfterEach
    void close() {
        away.close();
        home.close();
    }

    private SipPeer bob() {
        SipPeer bob = home.tcpPhone("bob");
        assertThat(bob.register().status()).isEqualTo(200);
        leadHome();
        return bob;
    }

    private void leadHome() {
        Destination there = home.contacts.get("bob");
        away.contacts.put(
                "bob",
                Destination.through(there.uri(), String.valueOf(there.flowId()), "127.0.0.1", home.node.port(), "tcp"));
    }

    private PeerCall talking() {
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        return call;
    }

    @Test
    void a_call_goes_over_the_connection_of_another_edge_and_either_party_asks_and_ends_in_it() {
        SipPeer bob = bob();
        PeerCall call = talking();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.invite().all("Record-Route")).hasSize(3);
        assertThat(atBob.invite().all("Via")).hasSize(3);
        assertThat(atBob.invite().all("Route")).isEmpty();
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hold().status()).isEqualTo(200);
        assertThat(call.digit('5').status()).isEqualTo(200);
        assertThat(atBob.digit('5').status()).isEqualTo(200);
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
        assertThat(away.await(LegEnded.class).legId()).isEqualTo("B");
        away.awaitNoCalls();
        assertThat(home.seen).as("nothing is told of it there").noneMatch(InviteReceived.class::isInstance);
    }

    @Test
    void the_caller_ends_it_too() {
        SipPeer bob = bob();
        PeerCall call = talking();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(call.hangUp().status()).isEqualTo(200);
        atBob.awaitEnded();
    }

    /** As a proxy that has recorded itself passes on what a phone behind it answers. */
    private static SipText recorded(SipText invite) {
        SipText ok = new SipText("SIP/2.0 200 OK", List.of(), "");
        for (String via : invite.all("Via")) {
            ok = ok.with("Via", via);
        }
        ok = ok.with("Record-Route", PROXY);
        for (String route : invite.all("Record-Route")) {
            ok = ok.with("Record-Route", route);
        }
        return ok.with("From", invite.header("From"))
                .with("To", invite.header("To") + ";tag=p")
                .with("Call-ID", invite.callId())
                .with("CSeq", invite.header("CSeq"))
                .with("Contact", "<sip:bob@192.168.7.7>")
                .withSdp(SDP);
    }

    @Test
    void the_proxy_before_a_phone_is_reached_by_its_connection_whatever_it_calls_itself() {
        SipPeer proxy = bob().behaving(call -> call.peer().transmit(recorded(call.invite())));
        away.contacts.computeIfPresent("bob", (user, to) -> to.past(List.of(PROXY)));
        PeerCall call = talking();
        PeerCall atProxy = proxy.awaitIncoming();

        assertThat(atProxy.invite().all("Route")).containsExactly(PROXY);
        assertThat(atProxy.awaitAcknowledged().all("Route")).containsExactly(PROXY);
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(atProxy.awaitEnded().all("Route")).containsExactly(PROXY);
    }

    @Test
    void a_caller_that_gives_up_stops_the_ringing() {
        SipPeer bob = bob().behaving(PeerManner.ringing());
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitRinging();

        call.cancel();

        assertThat(call.awaitFailed().status()).isEqualTo(487);
        bob.awaitIncoming().awaitCancelled();
    }

    @Test
    void a_refusal_is_the_phones_own() {
        bob().behaving(PeerManner.refusing(486));
        alice.call("sip:bob@acme.test");

        assertThat(away.await(LegFailed.class).status()).isEqualTo(486);
    }

    @Test
    void a_leg_that_the_platform_calls_is_held_and_ended_over_it() {
        SipPeer bob = bob();
        away.routing(invite -> away.node.dial(
                invite.callId(),
                "B",
                OutgoingLeg.to(away.contacts.get("bob"), "sip:desk@acme.test", SDP, Duration.ofSeconds(20))));
        alice.call("sip:bob@acme.test");
        LegAnswered answered = away.await(LegAnswered.class);
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.hold().status()).isEqualTo(200);
        away.node.hangUp(answered.callId(), "B", HangUp.normal());

        atBob.awaitEnded();
    }

    @Test
    void a_transfer_that_the_phone_asks_for_reaches_the_edge_that_has_the_call() {
        SipPeer bob = bob();
        talking();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        bob.transmit(atBob.nextInside("REFER").with("Refer-To", "<sip:carol@acme.test>"));

        assertThat(away.await(SipFact.ReferReceived.class).legId()).isEqualTo("B");
    }

    @Test
    void a_connection_that_is_gone_fails_the_leg_with_430() {
        SipPeer bob = bob();
        bob.close();
        home.await(SipFact.FlowLost.class);

        alice.call("sip:bob@acme.test");

        LegFailed failed = away.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(430);
        assertThat(failed.reason()).isEqualTo("Flow Failed");
        assertThat(home.node.counters().get(Counter.FLOW_FAILED)).isEqualTo(1);
    }

    @Test
    void an_edge_that_dies_while_its_phone_rings_fails_the_leg_at_once() {
        bob().behaving(PeerManner.ringing());
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitRinging();
        away.await(LegRinging.class);

        home.close();

        LegFailed failed = away.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(430);
        assertThat(failed.reason()).startsWith("The edge of the phone is gone");
    }

    @Test
    void an_edge_that_is_not_there_fails_the_leg_at_once() {
        bob();
        home.close();

        alice.call("sip:bob@acme.test");

        assertThat(away.await(LegFailed.class).status()).isEqualTo(430);
    }

    @Test
    void a_request_in_a_call_whose_connection_is_gone_is_answered_430() {
        SipPeer bob = bob();
        PeerCall call = talking();
        bob.awaitIncoming().awaitAcknowledged();
        bob.close();
        home.await(SipFact.FlowLost.class);

        assertThat(call.hold().status()).isEqualTo(430);
        assertThat(call.hangUp().status()).isEqualTo(430);
        away.awaitNoCalls();
    }

    @Test
    void a_party_that_is_asked_whether_it_is_there_is_gone_with_its_connection() {
        SipPeer bob = bob();
        PeerCall call = talking();
        bob.awaitIncoming().awaitAcknowledged();
        String callId = away.await(LegAnswered.class).callId();
        assertThat(away.node.probe(callId, "B")).isEqualTo(CommandOutcome.DONE);
        home.awaitCount(Counter.HANDED_ON, 3);
        bob.close();
        home.await(SipFact.FlowLost.class);

        TestEdge.until(
                () -> away.node.probe(callId, "B") != CommandOutcome.DONE || call.isEnded(), () -> "still there");

        LegEnded ended = away.await(LegEnded.class);
        assertThat(ended.by()).isEqualTo(SipFact.EndedBy.GONE);
        assertThat(ended.legId()).isEqualTo("B");
    }

    // Who else might try

    private SipText invite(SipPeer by, String route) {
        return new SipText("INVITE sip:bob@127.0.0.1:5060 SIP/2.0", List.of(), "")
                .with(
                        "Via",
                        "SIP/2.0/UDP 127.0.0.1:" + by.localPort() + ";branch=z9hG4bKflow" + route.hashCode() + ";rport")
                .with("Route", "<sip:127.0.0.1:" + home.node.port() + ";lr;f=" + route + ">")
                .with("From", "<sip:a@acme.test>;tag=1")
                .with("To", "<sip:bob@acme.test>")
                .with("Call-ID", "forged")
                .with("Contact", "<" + by.contactUri() + ">")
                .with("Max-Forwards", "70")
                .with("CSeq", "1 INVITE");
    }

    private FlowToken tokens(byte[] key, InstantSource clock) {
        return new FlowToken(key, clock);
    }

    private String flow() {
        return String.valueOf(home.contacts.get("bob").flowId());
    }

    @Test
    void a_forged_token_gets_403_and_reaches_nobody() {
        SipPeer bob = bob();
        SipPeer mallory = home.phone("mallory");
        byte[] wrong = "a key that is not ours".getBytes(StandardCharsets.UTF_8);

        SipText answer = mallory.request(
                invite(mallory, tokens(wrong, InstantSource.system()).mint(flow(), "forged")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(bob.incomingWaiting()).isZero();
        assertThat(home.node.counters().get(Counter.BAD_TOKEN)).isEqualTo(1);
    }

    @Test
    void a_token_that_is_too_old_gets_403() {
        bob();
        SipPeer mallory = home.phone("mallory");
        InstantSource earlier = InstantSource.fixed(Instant.now().minusSeconds(200));

        assertThat(mallory.request(invite(mallory, tokens(TestEdge.KEY, earlier).mint(flow(), "forged")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_a_call_has_recorded_begins_no_other_call() {
        SipPeer bob = bob();
        SipPeer mallory = home.phone("mallory");
        String inside = tokens(TestEdge.KEY, InstantSource.system()).mintInside(flow(), "forged");

        assertThat(mallory.request(invite(mallory, inside)).status()).isEqualTo(403);
        assertThat(bob.incomingWaiting()).isZero();
    }

    @Test
    void a_token_leads_over_the_connection_and_nowhere_else() {
        bob();
        SipPeer mallory = home.phone("mallory");
        SipPeer victim = home.phone("victim");
        String token = tokens(TestEdge.KEY, InstantSource.system()).mint(flow(), "forged");
        SipText invite = invite(mallory, token);

        SipText answer = mallory.request(invite.with("Route", "<" + victim.contactUri() + ";lr>"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(victim.conversation()).isEmpty();
        assertThat(home.node.counters().get(Counter.FOREIGN_ROUTE)).isEqualTo(1);
    }

    @Test
    void a_token_is_good_for_calls_alone_and_for_so_many_hops_as_are_left() {
        SipPeer bob = bob();
        SipPeer mallory = home.phone("mallory");
        String token = tokens(TestEdge.KEY, InstantSource.system()).mint(flow(), "forged");
        SipText invite = invite(mallory, token);
        SipText message = new SipText(
                "MESSAGE sip:bob@127.0.0.1:5060 SIP/2.0",
                invite.headers().stream()
                        .map(h -> switch (h.name()) {
                            case "CSeq" -> new SipText.Header("CSeq", "1 MESSAGE");
                            case "Via" -> new SipText.Header("Via", h.value().replace("z9hG4bK", "z9hG4bKm"));
                            default -> h;
                        })
                        .toList(),
                "");
        SipText spent = new SipText(
                invite.firstLine(),
                invite.headers().stream()
                        .map(h -> switch (h.name()) {
                            case "Max-Forwards" -> new SipText.Header("Max-Forwards", "0");
                            case "Via" -> new SipText.Header("Via", h.value().replace("z9hG4bK", "z9hG4bKs"));
                            default -> h;
                        })
                        .toList(),
                "");

        assertThat(mallory.request(message).status()).isEqualTo(403);
        assertThat(mallory.request(spent).status()).isEqualTo(483);
        assertThat(bob.incomingWaiting()).isZero();
    }
}
