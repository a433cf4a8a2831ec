package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.sip.hep.HepCollector;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Copies of SIP messages at a collector of traces, as HEP version 3 has them; calls know nothing of it. */
class CopyingToACollectorSpec {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private static TestEdge copying(InetSocketAddress to, boolean stream) {
        HepCollector collector = new HepCollector(to, stream, 2001, Optional.of("open sesame"));
        return new TestEdge(config -> config.copyingTo(collector));
    }

    /** Chunks of the generic vendor by their type. */
    private static Map<Integer, byte[]> chunks(byte[] packet) {
        ByteBuffer in = ByteBuffer.wrap(packet);
        assertThat(new String(packet, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("HEP3");
        assertThat(in.getShort(4) & 0xFFFF).isEqualTo(packet.length);
        in.position(6);
        Map<Integer, byte[]> chunks = new HashMap<>();
        while (in.hasRemaining()) {
            assertThat(in.getShort()).isZero();
            int type = in.getShort();
            byte[] value = new byte[(in.getShort() & 0xFFFF) - 6];
            in.get(value);
            chunks.put(type, value);
        }
        return chunks;
    }

    private static String payload(Map<Integer, byte[]> chunks) {
        return new String(chunks.get(15), StandardCharsets.UTF_8);
    }

    private static int port(byte[] value) {
        return ByteBuffer.wrap(value).getShort() & 0xFFFF;
    }

    private static Map<Integer, byte[]> next(DatagramSocket collector) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        collector.receive(packet);
        return chunks(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Test
    void what_comes_and_goes_is_told_with_its_ends() throws IOException {
        try (var collector = new DatagramSocket(0, HERE);
                var edge = copying(new InetSocketAddress(HERE, collector.getLocalPort()), false)) {
            collector.setSoTimeout(5_000);
            SipPeer phone = edge.phone("alice");

            phone.register();

            Map<Integer, byte[]> register = next(collector);
            assertThat(payload(register)).startsWith("REGISTER sip:acme.test").endsWith("\r\n\r\n");
            assertThat(register.get(1)).containsExactly(2);
            assertThat(register.get(2)).containsExactly(17);
            assertThat(register.get(3)).isEqualTo(HERE.getAddress());
            assertThat(register.get(4)).isEqualTo(HERE.getAddress());
            assertThat(port(register.get(7))).isEqualTo(phone.localPort());
            assertThat(port(register.get(8))).isEqualTo(edge.node.port());
            assertThat(register.get(9)).hasSize(4);
            assertThat(register.get(10)).hasSize(4);
            assertThat(register.get(11)).containsExactly(1);
            assertThat(ByteBuffer.wrap(register.get(12)).getInt()).isEqualTo(2001);
            assertThat(register.get(14)).isEqualTo("open sesame".getBytes(StandardCharsets.UTF_8));
            Map<Integer, byte[]> challenge = next(collector);
            assertThat(payload(challenge)).startsWith("SIP/2.0 401 ");
            assertThat(port(challenge.get(7))).isEqualTo(edge.node.port());
            assertThat(port(challenge.get(8))).isEqualTo(phone.localPort());
        }
    }

    @Test
    void by_a_stream_too_and_of_streams() throws IOException {
        try (var listening = new ServerSocket(0, 1, HERE);
                var edge = copying(new InetSocketAddress(HERE, listening.getLocalPort()), true)) {
            SipPeer phone = edge.tcpPhone("alice");
            phone.register();
            try (Socket collector = listening.accept()) {
                collector.setSoTimeout(5_000);
                var in = new DataInputStream(collector.getInputStream());
                byte[] head = in.readNBytes(6);
                int length = ByteBuffer.wrap(head).getShort(4) & 0xFFFF;
                byte[] packet = Arrays.copyOf(head, length);
                in.readFully(packet, 6, length - 6);

                assertThat(payload(chunks(packet))).startsWith("REGISTER sip:acme.test");
                assertThat(chunks(packet).get(2)).containsExactly(6);
            }
        }
    }

    @Test
    void a_call_goes_on_where_no_collector_is_and_what_is_lost_is_counted() throws IOException {
        InetSocketAddress nobody;
        try (var closed = new ServerSocket(0, 1, HERE)) {
            nobody = new InetSocketAddress(HERE, closed.getLocalPort());
        }
        try (var edge = copying(nobody, true)) {
            SipPeer alice = edge.registered("alice");
            SipPeer bob = edge.registered("bob");

            PeerCall call = alice.call("sip:bob@acme.test");

            call.awaitAnswered();
            bob.awaitIncoming().awaitAcknowledged();
            call.hangUp();
            Awaitility.await().until(() -> edge.node.counters().get(Counter.HEP_LOST) > 4);
        }
    }

    @Test
    void messages_of_ipv6_are_told_as_such() throws IOException {
        InetAddress six = InetAddress.ofLiteral("::1");
        try (var collector = new DatagramSocket(0, HERE);
                var edge = new TestEdge(config -> config.beside(Listening.Six.on("::1"))
                        .copyingTo(new HepCollector(
                                new InetSocketAddress(HERE, collector.getLocalPort()), false, 1, Optional.empty())))) {
            collector.setSoTimeout(5_000);
            try (var phone = SipPeer.udp(
                    "alice", TestEdge.PASSWORD, TestEdge.DOMAIN, new InetSocketAddress(six, edge.node.port()))) {
                phone.register();

                Map<Integer, byte[]> register = next(collector);
                assertThat(register.get(1)).containsExactly(10);
                assertThat(register.get(5)).isEqualTo(six.getAddress());
                assertThat(register.get(6)).isEqualTo(six.getAddress());
                assertThat(register).doesNotContainKeys(3, 4, 14);
            }
        }
    }
}
