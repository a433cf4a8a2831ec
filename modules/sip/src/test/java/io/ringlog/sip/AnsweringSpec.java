package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.CallerCancelled;
import io.ringlog.sip.SipFact.DecisionMissed;
import io.ringlog.sip.SipFact.DigitReceived;
import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.FailCause;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegChallenged;
import io.ringlog.sip.SipFact.LegConfirmed;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.SessionChanged;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.sip.sdp.SessionDescription;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that the platform answers and dials itself. */
class AnsweringSpec {
    private static final LocalAudio ENGINE = LocalAudio.at("127.0.0.1", 46_000);

    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");

    @AfterEach
    void close() {
        edge.close();
    }

    private PeerCall answered() {
        edge.routing(this::answer);
        PeerCall call = alice.call("sip:100@acme.test");
        call.awaitAnswered();
        return call;
    }

    private void answer(InviteReceived invite) {
        edge.node.progress(invite.callId(), 180, null);
        edge.node.answer(
                invite.callId(), answerTo(String.valueOf(invite.request().sdp())));
    }

    private static String answerTo(String offer) {
        return Negotiation.answer(SessionDescription.parse(offer), ENGINE)
                .orElseThrow()
                .text();
    }

    @Test
    void the_platform_answers_and_the_caller_hangs_up() {
        PeerCall call = answered();

        assertThat(call.remoteSdp()).contains("m=audio 46000 RTP/AVP 0 8 101");
        assertThat(edge.await(LegConfirmed.class).legId()).isEqualTo("A");
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.PEER);
        edge.awaitNoCalls();
    }

    @Test
    void the_platform_hangs_up() {
        PeerCall call = answered();
        String callId = edge.await(LegConfirmed.class).callId();

        assertThat(edge.node.hangUp(callId, "A", HangUp.because(480, "Q.850;cause=16")))
                .isEqualTo(CommandOutcome.DONE);

        assertThat(call.awaitEnded().header("Reason")).isEqualTo("Q.850;cause=16");
        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.PLATFORM);
    }

    @Test
    void digits_by_info_are_facts() {
        PeerCall call = answered();

        assertThat(call.digit('#').status()).isEqualTo(200);

        DigitReceived digit = edge.await(DigitReceived.class);
        assertThat(digit.digit()).isEqualTo('#');
        assertThat(digit.durationMs()).isEqualTo(160);
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=10\r\nDuration=100\r\n', *",
        "application/dtmf-relay, 'Signal= 11 \r\n', #",
        "application/dtmf-relay, 'Signal=15\r\n', D",
        "application/dtmf, 9, 9",
        "application/dtmf, 10, *",
        "application/dtmf, 11, #",
        "application/dtmf, 12, A",
        "application/dtmf, d, D",
        "application/dtmf, *, *"
    })
    void a_digit_may_be_a_number_of_its_event(String type, String body, char digit) {
        PeerCall call = answered();

        assertThat(info(call, type, body).status()).isEqualTo(200);

        assertThat(edge.await(DigitReceived.class).digit()).isEqualTo(digit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "17", "100", "x", ""})
    void what_is_no_key_is_none(String body) {
        PeerCall call = answered();

        info(call, "application/dtmf", body);
        info(call, "application/dtmf-relay", "Signal=" + body + "\r\n");

        assertThat(call.digit('1').status()).isEqualTo(200);
        assertThat(edge.await(DigitReceived.class).digit()).isEqualTo('1');
    }

    private SipText info(PeerCall call, String type, String body) {
        SipText info = call.nextInside("INFO").with("Content-Type", type);
        return alice.request(new SipText(info.firstLine(), info.headers(), body));
    }

    @Test
    void a_leftover_route_to_the_node_itself_does_not_keep_a_request_from_its_dialog() {
        PeerCall call = answered();
        edge.await(LegConfirmed.class);

        SipText bye = call.nextInside("BYE").with("Route", "<sip:127.0.0.1:" + edge.node.port() + ";lr>");

        assertThat(alice.request(bye).status()).isEqualTo(200);
        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.PEER);
    }

    @Test
    void a_hold_is_answered_by_the_edge() {
        PeerCall call = answered();
        edge.await(LegConfirmed.class);
        edge.reoffers = AnsweringSpec::answerTo;

        SipText held = call.hold();

        assertThat(held.body()).contains("a=recvonly");
        assertThat(edge.await(SessionChanged.class).direction().holds()).isTrue();
    }

    @Test
    void a_reoffer_nobody_can_answer_gets_488() {
        PeerCall call = answered();
        edge.await(LegConfirmed.class);
        edge.reoffers = offer -> null;

        assertThat(call.hold().status()).isEqualTo(488);
    }

    @Test
    void the_platform_can_offer_another_session() {
        PeerCall call = answered();
        String callId = edge.await(LegConfirmed.class).callId();
        edge.ownOffer = Negotiation.offer(LocalAudio.at("127.0.0.1", 47_000)).text();

        assertThat(edge.node.reinvite(callId, "A")).isEqualTo(CommandOutcome.DONE);

        assertThat(call.awaitChange().body()).contains("m=audio 47000");
        assertThat(edge.await(SessionChanged.class).legId()).isEqualTo("A");
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_caller_may_give_up_before_the_answer() {
        edge.routing(invite -> edge.node.progress(invite.callId(), 183, null));
        PeerCall call = alice.call("sip:100@acme.test");
        call.awaitRinging();

        call.cancel();

        assertThat(call.awaitFailed().status()).isEqualTo(487);
        String callId = edge.await(CallerCancelled.class).callId();
        assertThat(edge.node.answer(callId, "v=0\r\n")).isEqualTo(CommandOutcome.TOO_LATE);
    }

    @Test
    void a_call_first_proxied_can_be_answered_when_nobody_did() {
        SipPeer bob = edge.registered("bob").behaving(PeerManner.refusing(486));
        PeerCall call = alice.call("sip:bob@acme.test");
        LegFailed failed = edge.await(LegFailed.class);
        bob.awaitIncoming();

        edge.node.answer(failed.callId(), Negotiation.offer(ENGINE).text());

        call.awaitAnswered();
        edge.await(LegConfirmed.class);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void the_platform_dials_and_hangs_up() {
        SipPeer bob = edge.registered("bob");

        PeerCall atBob = dial(bob);

        assertThat(atBob.invite().header("From")).startsWith("\"Queue\" <sip:100@acme.test>");
        assertThat(edge.await(LegAnswered.class).sdp()).contains("m=audio");
        atBob.awaitAcknowledged();
        edge.node.hangUp("call_x", "agent", HangUp.normal());
        atBob.awaitEnded();
    }

    @Test
    void a_dialled_party_hangs_up() {
        SipPeer bob = edge.registered("bob");
        PeerCall atBob = dial(bob);
        atBob.awaitAcknowledged();

        assertThat(atBob.hangUp().status()).isEqualTo(200);

        assertThat(edge.await(LegEnded.class)).isEqualTo(new LegEnded("call_x", "agent", EndedBy.PEER, null));
    }

    @Test
    void a_dialled_leg_that_still_rings_is_cancelled() {
        SipPeer bob = edge.registered("bob").behaving(PeerManner.ringing());
        PeerCall atBob = dial(bob);
        edge.await(SipFact.LegRinging.class);

        edge.node.hangUp("call_x", "agent", HangUp.normal());

        atBob.awaitCancelled();
        assertThat(edge.await(LegFailed.class).cause()).isEqualTo(FailCause.CANCELLED);
    }

    /** RFC 3261 sections 9.1 and 13.2.2.4: the 2xx makes a dialog all the same, also when it comes again. */
    @Test
    void a_dialled_leg_that_answers_the_cancel_is_acknowledged_and_ended_and_told_as_cancelled() {
        SipPeer bob = edge.registered("bob").behaving(PeerManner.answeringTheCancel());
        PeerCall atBob = dial(bob);
        edge.await(SipFact.LegRinging.class);

        edge.node.cancelTargets("call_x", List.of("agent"), null);

        atBob.awaitAcknowledged();
        atBob.awaitEnded();
        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.cause()).isEqualTo(FailCause.CANCELLED);
        assertThat(failed.status()).isEqualTo(487);
        edge.awaitNoCalls();
    }

    @Test
    void whom_a_carrier_asks_for_credentials_is_rung_again_with_what_is_brought() {
        SipPeer carrier = edge.registered("carrier").behaving(AnsweringSpec::wantsCredentials);

        edge.node.dial("call_x", "out", toCarrier());

        LegChallenged asked = edge.await(LegChallenged.class);
        assertThat(asked.status()).isEqualTo(407);
        assertThat(asked.challenges()).extracting(DigestChallenge::realm).containsExactly("carrier.test");
        edge.node.authorize("call_x", "out", "Proxy-Authorization", "Digest username=\"trunk\"");
        assertThat(edge.await(LegAnswered.class).legId()).isEqualTo("out");
        PeerCall first = carrier.awaitIncoming();
        PeerCall second = carrier.awaitIncoming();
        assertThat(second.invite().header("Proxy-Authorization")).contains("username=\"trunk\"");
        assertThat(seq(second)).isEqualTo(seq(first) + 1);
        second.awaitAcknowledged();
    }

    @Test
    void a_leg_that_waits_for_credentials_can_be_cancelled_and_takes_none_afterwards() {
        edge.registered("carrier").behaving(AnsweringSpec::wantsCredentials);
        edge.node.dial("call_x", "out", toCarrier());
        edge.await(LegChallenged.class);

        edge.node.cancelTargets("call_x", List.of("out"), null);

        assertThat(edge.await(LegFailed.class).cause()).isEqualTo(FailCause.CANCELLED);
        assertThat(edge.node.authorize("call_x", "out", "Authorization", "Digest"))
                .isNotEqualTo(CommandOutcome.DONE);
    }

    private static void wantsCredentials(PeerCall call) {
        if (call.invite().find("Proxy-Authorization").isEmpty()) {
            call.challenge("carrier.test");
        } else {
            call.answer();
        }
    }

    private OutgoingLeg toCarrier() {
        return OutgoingLeg.to(
                edge.contacts.get("carrier"),
                "sip:100@acme.test",
                Negotiation.offer(ENGINE).text(),
                Duration.ofSeconds(10));
    }

    private static long seq(PeerCall call) {
        return Long.parseLong(call.invite().header("CSeq").split(" ")[0]);
    }

    private PeerCall dial(SipPeer bob) {
        String offer = Negotiation.offer(ENGINE).text();
        Destination to = edge.contacts.get(bob.user());
        edge.node.dial(
                "call_x",
                "agent",
                OutgoingLeg.to(to, "sip:100@acme.test", offer, Duration.ofSeconds(10))
                        .named("Queue"));
        return bob.awaitIncoming();
    }

    @Test
    void a_late_decision_costs_503_and_is_then_refused() {
        try (TestEdge slow = new TestEdge(c -> c.with(c.timing().decidingWithin(Duration.ofMillis(150))))) {
            slow.routing(invite -> {});
            PeerCall call = slow.phone("alice").call("sip:bob@acme.test");

            SipText refusal = call.awaitFailed();

            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.header("Retry-After")).isEqualTo("5");
            String callId = slow.await(DecisionMissed.class).callId();
            ForkTarget anywhere = TestEdge.target("B", Destination.of("sip:bob@127.0.0.1"));
            assertThat(slow.node.proxy(callId, List.of(anywhere), ProxyOptions.plain()))
                    .isEqualTo(CommandOutcome.TOO_LATE);
            assertThat(slow.node.answer("call_unknown", "v=0\r\n")).isEqualTo(CommandOutcome.UNKNOWN);
        }
    }

    @Test
    void above_the_ceiling_of_live_calls_a_caller_gets_503() {
        try (TestEdge small = new TestEdge(c -> c.with(c.limits().liveCalls(0)))) {
            SipText refusal = small.phone("alice").call("sip:bob@acme.test").awaitFailed();

            assertThat(refusal.status()).isEqualTo(503);
            assertThat(small.seen).isEmpty();
        }
    }
}
