package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.FailCause;
import io.ringlog.sip.SipFact.InviteReceived;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.SipFact.LegFailed;
import io.ringlog.sip.SipFact.LegRinging;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that the platform only passes on. */
class ProxyingSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer alice = edge.phone("alice");
    private final SipPeer bob = edge.registered("bob");

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void a_call_rings_is_answered_and_ended_by_the_caller() {
        PeerCall call = alice.call("sip:bob@acme.test");

        call.awaitRinging();
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        assertThat(call.hangUp().status()).isEqualTo(200);
        atBob.awaitEnded();

        InviteReceived invite = edge.await(InviteReceived.class);
        assertThat(invite.request().head().requestUser()).isEqualTo("bob");
        assertThat(invite.request().displayName()).isEqualTo("alice");
        assertThat(edge.await(LegRinging.class).status()).isEqualTo(180);
        assertThat(edge.await(LegAnswered.class).remoteContact()).isEqualTo(bob.contactUri());
        assertThat(edge.await(LegEnded.class))
                .isEqualTo(new LegEnded(invite.callId(), SipNode.CALLER, EndedBy.PEER, null));
    }

    @Test
    void a_cancel_of_another_sender_with_the_same_branch_cancels_nothing() {
        bob.behaving(PeerManner.ringing());
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitRinging();
        SipPeer mallory = edge.phone("mallory");
        SipText invite = call.invite();

        SipText refusal = mallory.request(new SipText("CANCEL " + invite.requestUri() + " SIP/2.0", List.of(), "")
                .with("Via", "SIP/2.0/UDP 127.0.0.1:" + mallory.localPort() + ";branch=" + invite.branch() + ";rport")
                .with("Max-Forwards", "70")
                .with("From", invite.header("From"))
                .with("To", invite.header("To"))
                .with("Call-ID", invite.callId())
                .with("CSeq", invite.cseq() + " CANCEL"));

        assertThat(refusal.status()).isEqualTo(481);
        bob.awaitIncoming().answer();
        assertThat(call.awaitAnswered().status()).isEqualTo(200);
    }

    @Test
    void the_called_party_can_end_it_too() {
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.hangUp().status()).isEqualTo(200);

        call.awaitEnded();
        assertThat(edge.await(LegEnded.class).legId()).isEqualTo("B");
        edge.awaitNoCalls();
    }

    @Test
    void the_platform_can_end_it_at_both_sides() {
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        String callId = edge.await(LegAnswered.class).callId();

        CommandOutcome outcome =
                edge.node.hangUp(callId, "B", HangUp.because(480, "Q.850;cause=102;text=\"Too Long\""));

        assertThat(outcome).isEqualTo(CommandOutcome.DONE);
        assertThat(call.awaitEnded().header("Reason")).startsWith("Q.850;cause=102");
        assertThat(atBob.awaitEnded().header("Reason")).startsWith("Q.850;cause=102");
    }

    @Test
    void a_node_on_all_addresses_names_itself_by_the_advertised_one() {
        SipNodeConfig everywhere = SipNodeConfig.on("0.0.0.0", 0, TestEdge.KEY);
        assertThatThrownBy(() -> SipNode.start(everywhere, edge, fact -> {})).hasMessageContaining("advertisedHost");

        SipNodeConfig named =
                everywhere.advertising("127.0.0.1").with(TestEdge.standard().timing());
        try (TestEdge open = new TestEdge(c -> named)) {
            SipPeer dave = open.registered("dave");
            PeerCall call = open.phone("erin").call("sip:dave@acme.test");
            call.awaitAnswered();
            assertThat(dave.awaitIncoming().invite().header("Via")).contains(" 127.0.0.1:");
            assertThat(call.hangUp().status()).isEqualTo(200);
        }
    }

    @Test
    void we_stay_in_the_path_with_a_signed_entry() {
        PeerCall call = alice.call("sip:bob@acme.test");

        SipText answer = call.awaitAnswered();

        String invited = bob.awaitIncoming().invite().header("Record-Route");
        assertThat(invited)
                .startsWith("<sip:127.0.0.1:" + edge.node.port())
                .contains(";lr")
                .contains(";t=call_");
        String shown = answer.header("Record-Route");
        int place = invited.indexOf(";o=");
        assertThat(shown).startsWith(invited.substring(0, place + 3)).isNotEqualTo(invited);
    }

    @Test
    void the_onward_invite_counts_a_hop_and_carries_no_credentials() {
        alice.call("sip:bob@acme.test").awaitAnswered();

        SipText invite = bob.awaitIncoming().invite();

        assertThat(invite.header("Max-Forwards")).isEqualTo("69");
        assertThat(invite.find("Proxy-Authorization")).isEmpty();
        assertThat(invite.all("Via")).hasSize(2);
        assertThat(invite.requestUri()).isEqualTo(bob.contactUri());
    }

    @Test
    void a_busy_phone_is_a_fact_and_the_brain_chooses_the_answer() {
        bob.behaving(PeerManner.refusing(486));
        PeerCall call = alice.call("sip:bob@acme.test");

        LegFailed failed = edge.await(LegFailed.class);
        assertThat(failed.status()).isEqualTo(486);
        assertThat(failed.cause()).isEqualTo(FailCause.REFUSED);
        edge.node.reject(failed.callId(), SipRefusal.of(486).withReason("Q.850;cause=17"));

        SipText refusal = call.awaitFailed();
        assertThat(refusal.status()).isEqualTo(486);
        assertThat(refusal.header("Reason")).isEqualTo("Q.850;cause=17");
    }

    @Test
    void a_phone_that_only_rings_is_cancelled_after_its_time() {
        bob.behaving(PeerManner.ringing());
        edge.routing(invite -> edge.node.proxy(
                invite.callId(),
                List.of(new ForkTarget("B", edge.contacts.get("bob"), Duration.ofMillis(150))),
                ProxyOptions.plain()));
        alice.call("sip:bob@acme.test");

        LegFailed failed = edge.await(LegFailed.class);

        assertThat(failed.cause()).isEqualTo(FailCause.NO_ANSWER);
        bob.awaitIncoming().awaitCancelled();
    }

    @Test
    void a_cancelled_call_is_cancelled_at_its_target() {
        bob.behaving(PeerManner.ringing());
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitRinging();

        call.cancel();

        assertThat(call.awaitFailed().status()).isEqualTo(487);
        bob.awaitIncoming().awaitCancelled();
        edge.await(SipFact.CallerCancelled.class);
        assertThat(edge.await(LegFailed.class).cause()).isEqualTo(FailCause.CANCELLED);
        edge.awaitNoCalls();
    }

    @Test
    void an_answer_that_crosses_the_cancel_is_acknowledged_and_ended() {
        bob.behaving(PeerManner.answeringTheCancel());
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitRinging();

        call.cancel();

        assertThat(call.awaitFailed().status()).isEqualTo(487);
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();
        atBob.awaitEnded();
    }
}
