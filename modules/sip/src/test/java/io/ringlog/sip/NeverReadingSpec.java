package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strangers who ask and never read cost a bounded piece of memory, then their connection; calls notice nothing. */
class NeverReadingSpec {
    /** What one connection may have us keep, in bytes. */
    private static final int BOUND = 256 * 1024;

    private static final int TIMES_OVER = 100;

    private final TestEdge edge = new TestEdge();

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void line_ends_a_hundred_times_over_the_bound_disturb_no_call() throws IOException {
        edge.registered("bob");
        byte[] pairs = "\r\n\r\n".repeat(BOUND / 4).getBytes(StandardCharsets.US_ASCII);
        try (Socket stranger = deaf()) {
            for (int i = 0; i < TIMES_OVER / 2; i++) {
                stranger.getOutputStream().write(pairs);
            }
            PeerCall call = edge.phone("alice").call("sip:bob@acme.test");
            call.awaitAnswered();
            for (int i = 0; i < TIMES_OVER / 2; i++) {
                stranger.getOutputStream().write(pairs);
            }
            assertThat(call.hangUp().status()).isEqualTo(200);

            stranger.shutdownOutput();
            // A run of line ends gets one back: less comes than even one answer for each thousandth of what went.
            assertThat(stranger.getInputStream().readAllBytes().length).isBetween(2, BOUND * TIMES_OVER / 1_000);
        }
    }

    @Test
    void requests_whose_answers_nobody_reads_cost_their_connection_alone() throws IOException {
        SipPeer bob = edge.tcpPhone("bob");
        bob.register();
        try (Socket stranger = deaf()) {
            askUntilCut(stranger);
        }
        edge.awaitCount(Counter.UNREAD_ANSWERS, 1);

        PeerCall call = edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    private void askUntilCut(Socket stranger) {
        try {
            for (int i = 0; edge.node.counters().get(Counter.UNREAD_ANSWERS) == 0; i++) {
                assertThat(i).as("requests sent").isLessThan(200_000);
                stranger.getOutputStream().write(options(i));
            }
        } catch (IOException cut) {
            assertThat(edge.node.counters().get(Counter.UNREAD_ANSWERS)).isPositive();
        }
    }

    private Socket deaf() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress(edge.address().getAddress(), edge.node.port()));
        return socket;
    }

    private static byte[] options(int n) {
        String text = "OPTIONS sip:acme.test SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:5;branch=z9hG4bKdeaf" + n
                + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: deaf" + n
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
