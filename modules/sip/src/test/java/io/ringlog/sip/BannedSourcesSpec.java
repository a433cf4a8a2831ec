package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing of a banned address is read, and only who has a connection can be said to send what cannot be read. */
class BannedSourcesSpec {
    private static final byte[] RUBBISH = "no SIP at all\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void a_banned_datagram_is_dropped_and_counted() {
        SipPeer eve = edge.phone("eve");
        edge.banning = source -> true;
        eve.transmit(RUBBISH);
        edge.awaitCount(Counter.BANNED, 1);
        edge.banning = source -> false;

        assertThat(eve.register().status()).isEqualTo(200);
        assertThat(edge.node.counters().get(Counter.GARBAGE)).isZero();
    }

    @Test
    void a_banned_connection_is_closed_before_anything_is_read() {
        edge.banning = source -> true;
        SipPeer eve = edge.tcpPhone("eve");
        edge.awaitCount(Counter.BANNED, 1);

        assertThat(edge.garblers).isEmpty();
        assertThat(eve.user()).isEqualTo("eve");
    }

    @Test
    void rubbish_is_held_against_connections_alone() {
        SipPeer mallory = edge.phone("mallory");
        mallory.transmit(RUBBISH);
        edge.awaitCount(Counter.GARBAGE, 1);
        assertThat(edge.garblers).isEmpty();

        edge.tcpPhone("eve").transmit(RUBBISH);
        edge.awaitCount(Counter.BAD_REQUEST, 1);
        assertThat(edge.garblers).containsExactly(InetAddress.getLoopbackAddress());
    }

    @Test
    void whoever_is_ignored_by_its_name_gets_no_answer() {
        SipPeer eve = edge.phone("eve");
        edge.ignored = "friendly-scanner";
        eve.transmit(options("friendly-scanner"));

        SipText answer = eve.request(options("a phone"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(String.join("", eve.conversation())).doesNotContain("z9hG4bKfriendly-scanner;received");
    }

    private static SipText options(String agent) {
        String id = agent.replace(' ', '-');
        return SipText.parse("OPTIONS sip:acme.test SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:1;rport;branch=z9hG4bK" + id
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: " + id
                + "\r\nCSeq: 1 OPTIONS\r\nUser-Agent: " + agent + "\r\nContent-Length: 0\r\n\r\n");
    }
}
