package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.SipFact.FlowLost;
import io.ringlog.sip.SipFact.LegEnded;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones on TCP are reached over the connection they registered with. */
class TcpSpec {
    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void a_call_from_udp_reaches_a_phone_over_its_connection() {
        SipPeer bob = edge.tcpPhone("bob");
        assertThat(bob.register().status()).isEqualTo(200);
        assertThat(edge.registers.getFirst().head().source().flowId()).startsWith("tcp:");

        PeerCall call = edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.invite().header("Via")).startsWith("SIP/2.0/TCP");
        assertThat(atBob.invite().all("Record-Route")).hasSize(2);
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
        assertThat(edge.await(LegEnded.class).legId()).isEqualTo("B");
    }

    @Test
    void a_call_from_tcp_to_tcp() {
        SipPeer bob = edge.tcpPhone("bob");
        bob.register();
        PeerCall call = edge.tcpPhone("alice").call("sip:bob@acme.test");

        call.awaitAnswered();
        bob.awaitIncoming().awaitAcknowledged();
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_lost_connection_is_a_fact() {
        SipPeer bob = edge.tcpPhone("bob");
        bob.register();
        String flow = edge.registers.getFirst().head().source().flowId();

        bob.close();

        assertThat(edge.await(FlowLost.class).flowId()).isEqualTo(flow);
    }

    @Test
    void a_double_line_end_is_answered_by_a_single_one() throws Exception {
        try (java.net.Socket socket = new java.net.Socket(edge.address().getAddress(), edge.node.port())) {
            socket.getOutputStream().write("\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void a_cancel_over_tcp_ends_the_ringing() {
        SipPeer bob = edge.tcpPhone("bob").behaving(io.ringlog.testkit.sip.PeerManner.ringing());
        bob.register();
        PeerCall call = edge.tcpPhone("alice").call("sip:bob@acme.test");
        call.awaitRinging();

        call.cancel();

        SipText refusal = call.awaitFailed();
        assertThat(refusal.status()).isEqualTo(487);
        bob.awaitIncoming().awaitCancelled();
    }
}
