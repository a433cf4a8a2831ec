package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.sip.tls.SelfSigned;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Phones on TLS, the certificates they are shown, and strangers who never finish a handshake. */
class TlsSpec {
    @TempDir
    Path folder;

    private SafePhones safe;

    @BeforeEach
    void open() {
        safe = new SafePhones(quick(SafePhones.certified(folder, "one.test", "two.test")));
    }

    private static TestEdge quick(Path certificates) {
        return new TestEdge(config -> config.with(new SipNodeConfig.Streams(
                OptionalInt.of(0),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(certificates),
                false,
                Optional.empty(),
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                List.of())));
    }

    @AfterEach
    void close() {
        safe.close();
    }

    @Test
    void a_phone_on_udp_calls_one_on_tls_and_both_end_it_by_their_own_way() {
        SipPeer bob = safe.phone("bob");
        assertThat(bob.register().status()).isEqualTo(200);
        assertThat(safe.edge.registers.getFirst().head().source().flowId()).startsWith("tls:");

        PeerCall call = safe.edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.invite().header("Via")).startsWith("SIP/2.0/TLS 127.0.0.1:" + safe.edge.node.port("tls"));
        assertThat(atBob.invite().all("Record-Route"))
                .hasSize(2)
                .first()
                .asString()
                .contains(":" + safe.edge.node.port("tls") + ";transport=tls");
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
    }

    @Test
    void a_phone_on_tls_calls_one_on_tcp() {
        SipPeer bob = safe.edge.tcpPhone("bob");
        bob.register();
        PeerCall call = safe.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
    }

    @Test
    void a_sips_address_is_reached_by_tls_from_end_to_end() {
        SipPeer bob = safe.phone("bob");
        bob.register();
        PeerCall call = safe.phone("alice").call("sips:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.invite().header("Record-Route")).startsWith("<sips:127.0.0.1:");
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
    }

    @Test
    void a_sips_address_behind_a_hop_without_tls_is_refused_in_words() {
        safe.edge.registered("bob");

        SipText refusal = safe.phone("alice").call("sips:bob@acme.test").awaitFailed();

        SipFact.LegFailed failed = safe.edge.await(SipFact.LegFailed.class);
        assertThat(failed.status()).isEqualTo(480);
        assertThat(failed.reason()).contains("SIPS Not Allowed");
        assertThat(refusal.header("Warning")).startsWith("380 ");
    }

    @Test
    void each_domain_is_shown_its_certificate_and_who_names_none_the_default() throws Exception {
        assertThat(shown(Optional.of("one.test"))).isEqualTo("CN=one.test");
        assertThat(shown(Optional.of("two.test"))).isEqualTo("CN=two.test");
        assertThat(shown(Optional.of("other.test"))).isEqualTo("CN=localhost");
        assertThat(shown(Optional.empty())).isEqualTo("CN=localhost");
    }

    private String shown(Optional<String> domain) throws IOException {
        try (SSLSocket socket = safe.connected(domain)) {
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
            return socket.getSession().getPeerPrincipal().getName();
        }
    }

    @Test
    void a_newer_certificate_is_shown_to_who_comes_and_a_broken_one_never_while_calls_go_on() throws Exception {
        SipPeer bob = safe.phone("bob");
        bob.register();
        PeerCall call = safe.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        Path chain = folder.resolve("one.test/fullchain.pem");
        Files.writeString(chain, "no certificate");
        Files.delete(folder.resolve("two.test/fullchain.pem"));
        SelfSigned.into(folder.resolve("two.test"), List.of("newer.two.test"));

        TestEdge.until(() -> "CN=newer.two.test".equals(shownQuietly("two.test")), () -> "two.test is as before");
        assertThat(shown(Optional.of("one.test"))).isEqualTo("CN=one.test");
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    private String shownQuietly(String domain) {
        try {
            return shown(Optional.of(domain));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void half_handshakes_and_no_handshakes_are_cut_while_a_call_goes_on() throws Exception {
        SipPeer bob = safe.phone("bob");
        bob.register();
        PeerCall call = safe.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        List<Socket> strangers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Socket stranger = safe.silent();
            strangers.add(stranger);
            if (i % 3 == 1) {
                stranger.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0});
            } else if (i % 3 == 2) {
                stranger.getOutputStream().write("OPTIONS sip:a SIP/2.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        safe.edge.awaitCount(Counter.HANDSHAKE_TIMED_OUT, 40);
        safe.edge.awaitCount(Counter.HANDSHAKE_FAILED, 20);
        for (Socket stranger : strangers) {
            stranger.setSoTimeout(2_000);
            stranger.getInputStream().readAllBytes();
            stranger.close();
        }
        // A stranger sees the end of a connection a moment before it is counted no more.
        await().until(() -> safe.edge.node.connections().get("tls"), it -> it == 2);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_flood_of_handshakes_is_closed_before_it_costs_anything() throws Exception {
        SipPeer bob = safe.phone("bob");
        bob.register();
        for (int i = 0; i < 2_000 && safe.edge.node.counters().get(Counter.HANDSHAKES_LIMITED) == 0; i++) {
            safe.silent().close();
        }
        safe.edge.awaitCount(Counter.HANDSHAKES_LIMITED, 1);

        PeerCall call = safe.edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void what_is_too_large_or_has_no_end_is_cut_as_on_tcp() throws Exception {
        try (SSLSocket stranger = safe.connected(Optional.empty())) {
            String huge = "INVITE sip:a@b SIP/2.0\r\nVia: SIP/2.0/TLS 127.0.0.1:5;branch=z9hG4bKhuge\r\n"
                    + "From: <sip:a@b>;tag=1\r\n"
                    + "To: <sip:c@d>\r\nCall-ID: huge\r\nCSeq: 1 INVITE\r\nl: 300000000\r\n\r\n";
            stranger.getOutputStream().write(huge.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(stranger.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("SIP/2.0 413 ");
        }
        safe.edge.awaitCount(Counter.OVERSIZED, 1);
    }

    @Test
    void a_double_line_end_is_answered_by_a_single_one() throws Exception {
        try (SSLSocket socket = safe.connected(Optional.empty())) {
            socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void nothing_older_than_1_2_is_spoken() throws Exception {
        try (Socket old = safe.silent()) {
            // A ClientHello of TLS 1.0 with one cipher suite.
            byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 2 + 2];
            byte[] head = {22, 3, 1, 0, (byte) (hello.length - 5), 1, 0, 0, (byte) (hello.length - 9), 3, 1};
            System.arraycopy(head, 0, hello, 0, head.length);
            byte[] rest = {0, 0, 2, 0, 0x2f, 1, 0};
            System.arraycopy(rest, 0, hello, 5 + 4 + 2 + 32, rest.length);
            old.getOutputStream().write(hello);
            byte[] answer = old.getInputStream().readAllBytes();
            assertThat(answer[0]).as("an alert").isEqualTo((byte) 21);
        }
        safe.edge.awaitCount(Counter.HANDSHAKE_FAILED, 1);
    }

    @Test
    void a_folder_without_a_certificate_is_refused_in_words(@TempDir Path empty) {
        assertThatThrownBy(() -> quick(empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no certificate to serve in " + empty)
                .hasMessageContaining("fullchain.pem");
    }

    @Test
    void what_is_served_is_said_in_one_line() {
        assertThat(safe.edge.node.streamsInWords())
                .startsWith("TLS port " + safe.edge.node.port("tls") + "; certificates: default until ")
                .contains("one.test until ");
    }
}
