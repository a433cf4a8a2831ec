package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CarriedForAnother;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests inside dialogs, and who may have them carried. */
class CarryingSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");

    @AfterEach
    void close() {
        edge.close();
    }

    private PeerCall talking() {
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        return call;
    }

    @Test
    void another_edge_with_the_same_key_carries_the_bye_of_a_call_it_never_saw() {
        PeerCall call = talking();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        SipText bye = call.nextInside("BYE");

        try (TestEdge other = new TestEdge()) {
            SipPeer stranger = other.phone("nobody");
            SipText answer = stranger.request(withVia(bye, stranger));

            assertThat(answer.status()).isEqualTo(200);
            atBob.awaitEnded();
            CarriedForAnother carried = other.await(CarriedForAnother.class);
            assertThat(carried.method()).isEqualTo("BYE");
            assertThat(carried.callId()).isEqualTo("call_1");
        }
    }

    @Test
    void a_forged_token_is_refused() {
        PeerCall call = talking();
        SipText bye = call.nextInside("BYE");
        List<SipText.Header> headers = new ArrayList<>(bye.headers());
        headers.replaceAll(h -> h.name().equals("Route") ? new SipText.Header("Route", forged(h.value())) : h);

        SipText answer = alice.request(new SipText(bye.firstLine(), headers, ""));

        assertThat(answer.status()).isEqualTo(403);
        edge.awaitCount(Counter.BAD_TOKEN, 1);
        assertThat(edge.node.counters().get(Counter.BAD_TOKEN)).isEqualTo(1);
    }

    @Test
    void a_token_is_no_passage_to_a_third_party_by_way_of_a_route() {
        PeerCall call = talking();
        SipPeer victim = edge.phone("victim");
        String route = "<" + victim.contactUri() + ";lr>";

        SipText answer = alice.request(withRoute(call.nextInside("MESSAGE"), route));

        assertThat(answer.status()).isEqualTo(403);
        edge.awaitCount(Counter.FOREIGN_ROUTE, 1);
        assertThat(edge.node.counters().get(Counter.FOREIGN_ROUTE)).isEqualTo(1);
        assertThat(victim.conversation()).isEmpty();
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void an_edge_that_never_saw_the_call_carries_to_the_other_party_alone() {
        PeerCall call = talking();
        SipText inside = call.nextInside("INFO");
        try (TestEdge other = new TestEdge()) {
            SipPeer stranger = other.phone("nobody");
            SipPeer victim = other.phone("victim");
            String route = "<" + victim.contactUri() + ";lr>";
            SipText byRoute = withVia(withRoute(inside, route), stranger);
            SipText byUri =
                    withVia(new SipText("INFO " + victim.contactUri() + " SIP/2.0", inside.headers(), ""), stranger);

            assertThat(stranger.request(byRoute).status()).isEqualTo(403);
            assertThat(stranger.request(byUri).status()).isEqualTo(403);
            other.awaitCount(Counter.FOREIGN_ROUTE, 2);
            assertThat(other.node.counters().get(Counter.FOREIGN_ROUTE)).isEqualTo(2);
            assertThat(victim.conversation()).isEmpty();
        }
    }

    @Test
    void the_called_party_has_its_requests_carried_by_another_edge_too() {
        PeerCall call = talking();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        try (TestEdge other = new TestEdge()) {
            SipPeer stranger = other.phone("nobody");

            assertThat(stranger.request(withVia(atBob.nextInside("BYE"), stranger))
                            .status())
                    .isEqualTo(200);
            call.awaitEnded();
        }
    }

    @Test
    void a_bye_for_a_dialog_nobody_knows_gets_481() {
        SipText bye = new SipText("BYE sip:x@127.0.0.1:" + edge.node.port() + " SIP/2.0", List.of(), "")
                .with("Via", "SIP/2.0/UDP 127.0.0.1:" + alice.localPort() + ";branch=z9hG4bKlost1;rport")
                .with("From", "<sip:a@acme.test>;tag=1")
                .with("To", "<sip:b@acme.test>;tag=2")
                .with("Call-ID", "lost")
                .with("CSeq", "3 BYE");

        assertThat(alice.request(bye).status()).isEqualTo(481);
    }

    @Test
    void options_are_answered_and_strange_methods_are_not_allowed() {
        assertThat(alice.request(plain("OPTIONS")).status()).isEqualTo(200);

        SipText refused = alice.request(plain("DANCE"));

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("INVITE");
    }

    @Test
    void an_extension_nobody_knows_gets_420() {
        SipText refused = alice.request(plain("OPTIONS").with("Require", "levitation"));

        assertThat(refused.status()).isEqualTo(420);
        assertThat(refused.header("Unsupported")).isEqualTo("levitation");
    }

    @Test
    void a_spent_invite_gets_483() {
        SipText spent = plain("INVITE");
        List<SipText.Header> headers = new ArrayList<>(spent.headers());
        headers.add(new SipText.Header("Max-Forwards", "0"));

        assertThat(alice.request(new SipText(spent.firstLine(), headers, "")).status())
                .isEqualTo(483);
    }

    @Test
    void an_invite_that_comes_back_unchanged_is_a_loop() {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        String self = "sip:bob@127.0.0.1:" + edge.node.port();
        edge.routing(invite -> edge.node.proxy(
                invite.callId(), List.of(TestEdge.target("B", Destination.of(self))), ProxyOptions.plain()));

        alice.call(self);

        SipFact.LegFailed inner = edge.await(SipFact.LegFailed.class);
        assertThat(inner.status()).isEqualTo(482);
    }

    @Test
    void the_same_call_by_two_ways_is_merged_with_482() {
        edge.screening = head -> new SipPolicy.Verdict.Accept();
        edge.routing(invite -> {});
        SipText first = plain("INVITE");
        alice.transmit(first);
        edge.await(SipFact.InviteReceived.class);

        SipText second = alice.request(withVia(first, alice));

        assertThat(second.status()).isEqualTo(482);
    }

    private static SipText withVia(SipText request, SipPeer from) {
        String via = "SIP/2.0/UDP 127.0.0.1:" + from.localPort() + ";branch=z9hG4bKw" + System.nanoTime() + ";rport";
        List<SipText.Header> headers = new ArrayList<>(request.headers());
        headers.replaceAll(h -> h.name().equals("Via") ? new SipText.Header("Via", via) : h);
        return new SipText(request.firstLine(), headers, request.body());
    }

    private static SipText withRoute(SipText request, String route) {
        List<SipText.Header> headers = new ArrayList<>(request.headers());
        int last = headers.stream().map(SipText.Header::name).toList().lastIndexOf("Route");
        headers.add(last + 1, new SipText.Header("Route", route));
        return new SipText(request.firstLine(), headers, request.body());
    }

    private static String forged(String route) {
        int token = route.indexOf(";t=") + 3;
        int dot = route.indexOf('.', token);
        return route.substring(0, dot + 1) + "AAAAAAAAAAAAAAAA" + route.substring(route.indexOf(';', dot));
    }

    private SipText plain(String method) {
        long unique = System.nanoTime();
        return new SipText(method + " sip:bob@acme.test SIP/2.0", List.of(), "")
                .with("Via", "SIP/2.0/UDP 127.0.0.1:" + alice.localPort() + ";branch=z9hG4bKp" + unique + ";rport")
                .with("From", "<sip:alice@acme.test>;tag=1")
                .with("To", "<sip:bob@acme.test>")
                .with("Call-ID", "plain" + unique)
                .with("CSeq", "1 " + method)
                .with("Contact", "<" + alice.contactUri() + ">");
    }
}
