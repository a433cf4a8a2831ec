package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.relay.LegMedia;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.MediaRelays;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.PortRange;
import io.ringlog.relay.RelayListener;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.dtls.DtlsDoor;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports go where the answer agreed, not where the offer wished (RFC 5761 section 5.1.1). */
class AgreeingOnPortsSpec {

    private static final byte[] REPORT = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 7};

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private DatagramSocket callerRtp;
    private DatagramSocket callerRtcp;
    private DatagramSocket callee;
    private MediaRelay relay;
    private CallMedia media;

    @BeforeEach
    void start() throws Exception {
        callerRtp = new DatagramSocket(0, here);
        callerRtcp = new DatagramSocket(0, here);
        callee = new DatagramSocket(0, here);
        RelaySettings settings =
                RelaySettings.at(here).withPorts(PortRange.EPHEMERAL).withLoops(1);
        relay = MediaRelays.start(settings, new Deaf());
        media = new CallMedia("call", relay, new DtlsDoor(_ -> {}), null);
    }

    @AfterEach
    void close() {
        relay.close();
        callerRtp.close();
        callerRtcp.close();
        callee.close();
    }

    private static String sdp(int port, String... attributes) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 0\r\n" + String.join("\r\n", attributes) + "\r\n";
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "true, false, false", "false, true, false", "false, false, false"})
    void reports_share_the_port_only_when_both_sides_want_it(boolean offered, boolean accepted, boolean shared)
            throws Exception {
        String rtcp = "a=rtcp:" + callerRtcp.getLocalPort();
        String mux = "a=rtcp-mux";
        String offer = offered ? sdp(callerRtp.getLocalPort(), rtcp, mux) : sdp(callerRtp.getLocalPort(), rtcp);
        media.passed(new Passage("a", "b", false, "127.0.0.1", null), offer);
        String answer = accepted ? sdp(callee.getLocalPort(), mux) : sdp(callee.getLocalPort(), "a=sendrecv");
        String seen = media.passed(new Passage("b", "a", true, "127.0.0.1", null), answer);
        assertThat(seen).contains("m=audio");

        int rtcpOfB = relay.open("call", "b", LegMedia.MIRRORED).rtcpPort();
        int rtpOfB = rtcpOfB - 1;
        DatagramPacket report =
                new DatagramPacket(REPORT, REPORT.length, new InetSocketAddress(here, shared ? rtpOfB : rtcpOfB));
        DatagramPacket heard = reported(report, shared ? callerRtp : callerRtcp);
        assertThat(heard.getLength()).isEqualTo(REPORT.length);
    }

    /** The relay's loop learns of a description after the caller of it has gone on: a report before that is lost. */
    private DatagramPacket reported(DatagramPacket report, DatagramSocket listens) throws Exception {
        DatagramPacket heard = new DatagramPacket(new byte[100], 100);
        listens.setSoTimeout(200);
        for (int tries = 1; ; tries++) {
            callee.send(report);
            try {
                listens.receive(heard);
                return heard;
            } catch (SocketTimeoutException notYet) {
                assertThat(tries).as("reports sent, none heard").isLessThan(20);
            }
        }
    }

    private static final class Deaf implements RelayListener {
        @Override
        public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason) {}

        @Override
        public void digit(String callId, String legId, char digit, int durationMs) {}

        @Override
        public void silent(String callId, String legId, Duration duration) {}

        @Override
        public void quietOnHold(String callId, String legId) {}
    }
}
