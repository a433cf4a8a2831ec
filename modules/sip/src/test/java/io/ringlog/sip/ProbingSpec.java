package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.EndedBy;
import io.ringlog.sip.SipFact.LegAnswered;
import io.ringlog.sip.SipFact.LegConfirmed;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.sip.sdp.Negotiation;
import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a party from whom nothing is heard is still there. */
class ProbingSpec {
    private static final String OURS =
            Negotiation.offer(LocalAudio.at("127.0.0.1", 46_000)).text();

    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    private static PeerManner saying(int status) {
        return new PeerManner() {
            @Override
            public void invited(PeerCall call) {
                call.answer();
            }

            @Override
            public int asked(String method) {
                return status;
            }
        };
    }

    private PeerCall answered(SipPeer phone) {
        edge.routing(invite -> edge.node.answer(invite.callId(), OURS));
        edge.reoffers = offer -> OURS;
        PeerCall call = phone.call("sip:100@acme.test");
        call.awaitAnswered();
        return call;
    }

    @Test
    void a_party_of_ours_is_asked_in_its_dialog_and_goes_on() {
        PeerCall call = answered(edge.phone("alice"));
        String callId = edge.await(LegConfirmed.class).callId();

        assertThat(edge.node.probe(callId, "A")).isEqualTo(CommandOutcome.DONE);

        SipText asked = call.awaitOther();
        assertThat(asked.method()).isEqualTo("OPTIONS");
        assertThat(asked.toTag()).isEqualTo(call.invite().fromTag());
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.hangUp().status()).isEqualTo(200);
        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.PEER);
    }

    @ParameterizedTest
    @ValueSource(ints = {481, 408})
    void a_party_that_knows_of_no_call_has_left_it(int status) {
        PeerCall call = answered(edge.phone("alice").behaving(saying(status)));
        String callId = edge.await(LegConfirmed.class).callId();

        edge.node.probe(callId, "A");

        assertThat(call.awaitEnded().header("Reason")).contains("cause=" + status);
        assertThat(edge.await(LegEnded.class))
                .isEqualTo(new LegEnded(callId, "A", EndedBy.GONE, "SIP;cause=" + status));
        edge.awaitNoCalls();
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 501, 404, 503})
    void whatever_else_a_party_answers_it_is_there(int status) {
        PeerCall call = answered(edge.phone("alice").behaving(saying(status)));
        edge.node.probe(edge.await(LegConfirmed.class).callId(), "A");
        call.awaitOther();

        assertThat(call.hangUp().status()).isEqualTo(200);

        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.PEER);
    }

    @Test
    void a_party_whose_connection_is_gone_and_cannot_be_made_again_has_left() {
        SipPeer alice = edge.tcpPhone("alice");
        answered(alice);
        String callId = edge.await(LegConfirmed.class).callId();
        alice.close();
        edge.await(SipFact.FlowLost.class);

        edge.node.probe(callId, "A");

        assertThat(edge.await(LegEnded.class).by()).isEqualTo(EndedBy.GONE);
        edge.awaitNoCalls();
    }

    @Test
    void a_party_of_a_call_passed_on_whose_connection_is_gone_has_left() {
        SipPeer alice = edge.tcpPhone("alice");
        edge.registered("bob");
        alice.call("sip:bob@acme.test").awaitAnswered();
        String callId = edge.await(LegAnswered.class).callId();
        alice.close();
        edge.await(SipFact.FlowLost.class);

        edge.node.probe(callId, "A");

        LegEnded ended = edge.await(LegEnded.class);
        assertThat(ended.legId()).isEqualTo("A");
        assertThat(ended.by()).isEqualTo(EndedBy.GONE);
        edge.awaitNoCalls();
    }

    @Test
    void a_party_of_a_call_passed_on_is_asked_beside_its_dialog_whose_numbers_go_on() {
        SipPeer alice = edge.phone("alice");
        SipPeer bob = edge.registered("bob");
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        String callId = edge.await(LegAnswered.class).callId();

        edge.node.probe(callId, "A");
        edge.node.probe(callId, "B");

        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hold().status()).isEqualTo(200);
        assertThat(asked(alice).toTag()).isEmpty();
        assertThat(asked(bob).callId()).isNotEqualTo(call.callId());
    }

    private static SipText asked(SipPeer phone) {
        return phone.conversation().stream()
                .filter(line -> line.startsWith("<-- OPTIONS"))
                .map(line -> SipText.parse(line.substring(4)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_call_passed_on_ends_when_one_of_its_parties_is_no_longer_there() {
        SipPeer bob = edge.registered("bob").behaving(saying(408));
        PeerCall call = edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        String callId = edge.await(LegAnswered.class).callId();

        edge.node.probe(callId, "B");

        assertThat(edge.await(LegEnded.class)).isEqualTo(new LegEnded(callId, "B", EndedBy.GONE, "SIP;cause=408"));
        call.awaitEnded();
        bob.awaitIncoming().awaitEnded();
        edge.awaitNoCalls();
    }

    @Test
    void nobody_is_asked_in_a_call_that_is_not_answered() {
        SipPeer bob = edge.registered("bob").behaving(PeerManner.ringing());
        edge.phone("alice").call("sip:bob@acme.test");
        bob.awaitIncoming();
        String callId = edge.await(SipFact.LegRinging.class).callId();

        assertThat(edge.node.probe(callId, "B")).isEqualTo(CommandOutcome.WRONG_STATE);
        assertThat(edge.node.probe("call_unknown", "B")).isEqualTo(CommandOutcome.UNKNOWN);
    }
}
