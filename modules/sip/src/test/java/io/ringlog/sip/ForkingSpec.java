package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.FailCause;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One call, several targets. */
class ForkingSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");
    private final SipPeer carol = edge.registered("carol");

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void the_first_to_answer_is_connected_and_the_others_are_cancelled() {
        carol.behaving(PeerManner.ringing());
        bob.behaving(PeerManner.answeringAfter(Duration.ofMillis(150)));
        edge.routing(this::both);

        PeerCall call = alice.call("sip:sales@acme.test");
        call.awaitAnswered();

        bob.awaitIncoming().awaitAcknowledged();
        assertThat(carol.awaitIncoming().awaitCancelled().header("Reason")).contains("SIP", "cause=200", "elsewhere");
        assertThat(edge.await(LegAnswered.class).legId()).isEqualTo("bob");
        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.legId()).isEqualTo("carol");
        assertThat(failed.cause()).isEqualTo(FailCause.CANCELLED);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void when_two_answer_at_once_only_one_is_connected() {
        bob.behaving(PeerManner.answering());
        carol.behaving(PeerManner.answering());
        edge.routing(this::both);

        PeerCall call = alice.call("sip:sales@acme.test");
        call.awaitAnswered();

        PeerCall atBob = bob.awaitIncoming();
        PeerCall atCarol = carol.awaitIncoming();
        atBob.awaitAcknowledged();
        atCarol.awaitAcknowledged();
        String winner = edge.await(LegAnswered.class).legId();
        PeerCall loser = winner.equals("bob") ? atCarol : atBob;
        loser.awaitEnded();
        assertThat(call.isEnded()).isFalse();
        assertThat(edge.await(LegFailed.class).legId()).isNotEqualTo(winner);
    }

    @Test
    void targets_can_be_tried_one_after_the_other() {
        bob.behaving(PeerManner.refusing(480));
        edge.routing(invite -> edge.node.proxy(
                invite.callId(), List.of(TestEdge.target("bob", edge.contacts.get("bob"))), ProxyOptions.plain()));
        PeerCall call = alice.call("sip:sales@acme.test");

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(480);
        edge.node.proxy(
                failed.callId(), List.of(TestEdge.target("carol", edge.contacts.get("carol"))), ProxyOptions.plain());

        call.awaitAnswered();
        assertThat(edge.await(LegAnswered.class).legId()).isEqualTo("carol");
    }

    @Test
    void the_brain_can_stop_some_targets() {
        bob.behaving(PeerManner.ringing());
        carol.behaving(PeerManner.ringing());
        edge.routing(this::both);
        alice.call("sip:sales@acme.test").awaitRinging();
        String callId = edge.await(InviteReceived.class).callId();
        PeerCall atBob = bob.awaitIncoming();

        edge.node.cancelTargets(callId, List.of("bob"), "Q.850;cause=16");

        atBob.awaitCancelled();
        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.legId()).isEqualTo("bob");
        assertThat(edge.node.liveCalls()).isEqualTo(1);
    }

    @Test
    void a_refusal_for_the_caller_cancels_what_still_rings() {
        bob.behaving(PeerManner.ringing());
        edge.routing(this::both);
        carol.behaving(PeerManner.ringing());
        PeerCall call = alice.call("sip:sales@acme.test");
        call.awaitRinging();
        String callId = edge.await(InviteReceived.class).callId();

        edge.node.reject(callId, SipRefusal.of(480, "Nobody Home").withWarning("399 ringlog \"nobody home\""));

        assertThat(call.awaitFailed().header("Warning")).contains("nobody home");
        bob.awaitIncoming().awaitCancelled();
        carol.awaitIncoming().awaitCancelled();
        assertThat(edge.node.reject(callId, SipRefusal.of(480))).isEqualTo(CommandOutcome.TOO_LATE);
    }

    @Test
    void a_flow_that_is_gone_fails_its_leg_at_once() {
        edge.routing(invite -> edge.node.proxy(
                invite.callId(),
                List.of(TestEdge.target("x", Destination.over("sip:x@127.0.0.1", "tcp:gone-1"))),
                ProxyOptions.plain()));

        alice.call("sip:sales@acme.test");

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.cause()).isEqualTo(FailCause.UNREACHABLE);
        assertThat(failed.status()).isEqualTo(430);
    }

    @Test
    void a_refused_connection_fails_its_leg_at_once() throws Exception {
        int closed;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        Destination nowhere = Destination.via("sip:x@127.0.0.1", "127.0.0.1", closed, "tcp");
        edge.routing(invite ->
                edge.node.proxy(invite.callId(), List.of(TestEdge.target("x", nowhere)), ProxyOptions.plain()));

        alice.call("sip:sales@acme.test");

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.cause()).isEqualTo(FailCause.UNREACHABLE);
        assertThat(failed.status()).isEqualTo(503);
    }

    @Test
    void an_order_that_makes_no_sip_fails_its_leg_alone() {
        ProxyOptions broken = ProxyOptions.plain().setting(Map.of("X-Bad", "two\r\nlines"));
        edge.routing(invite ->
                edge.node.proxy(invite.callId(), List.of(TestEdge.target("bob", edge.contacts.get("bob"))), broken));

        alice.call("sip:sales@acme.test");

        assertThat(edge.await(LegFailed.class).cause()).isEqualTo(FailCause.UNREACHABLE);
    }

    private SipText invitedAs(ProxyOptions changed, SipText.Header... written) {
        edge.routing(invite ->
                edge.node.proxy(invite.callId(), List.of(TestEdge.target("bob", edge.contacts.get("bob"))), changed));
        alice.call("sip:sales@acme.test", List.of(written));
        return bob.awaitIncoming().invite();
    }

    @Test
    void a_header_goes_along_as_it_is_written_whatever_form_its_name_is_known_in() {
        Map<String, String> headers = Map.of(
                "P-Called-Party-ID", "+4930123456",
                "Call-Info", "main line",
                "Date", "today",
                "Priority", "urgent, very",
                "X-Line", "a: b");
        SipText invite = invitedAs(ProxyOptions.plain().setting(headers));

        headers.forEach((name, value) -> assertThat(invite.header(name)).isEqualTo(value));
    }

    @Test
    void a_header_stays_behind_under_its_compact_name_too() {
        List<String> removed = List.of("identity", "Subject", "Referred-By", "Accept-Contact");
        SipText invite = invitedAs(
                ProxyOptions.plain().removing(removed),
                new SipText.Header("y", "eyJ.eyJ.sig;info=<https://cert.test>;alg=ES256"),
                new SipText.Header("s", "lunch"),
                new SipText.Header("b", "<sip:boss@acme.test>"),
                new SipText.Header("a", "*;audio"),
                new SipText.Header("X-Kept", "1"));

        assertThat(invite.toString().lines())
                .noneMatch(it -> it.matches("(?i)(y|identity|s|subject|b|referred-by|a" + "|accept-contact):.*"));
        assertThat(invite.header("X-Kept")).isEqualTo("1");
    }

    @Test
    void without_a_new_decision_after_the_last_target_the_caller_gets_503() {
        try (TestEdge slow = new TestEdge(c -> c.with(c.timing().decidingWithin(Duration.ofMillis(200))))) {
            slow.registered("bob").behaving(PeerManner.refusing(486));

            PeerCall call = slow.phone("alice").call("sip:bob@acme.test");

            assertThat(call.awaitFailed().status()).isEqualTo(503);
            slow.await(SipFact.DecisionMissed.class);
        }
    }

    private void both(InviteReceived invite) {
        List<ForkTarget> targets = List.of(
                TestEdge.target("bob", edge.contacts.get("bob")), TestEdge.target("carol", edge.contacts.get("carol")));
        edge.node.proxy(invite.callId(), targets, ProxyOptions.plain());
    }
}
