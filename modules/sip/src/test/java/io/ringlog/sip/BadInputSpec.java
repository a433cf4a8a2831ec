package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.SipPeer;
import io.ringlog.testkit.sip.SipText;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What strangers send: answered or dropped and counted, never a crash, never our insides. */
class BadInputSpec {
    private final TestEdge edge = new TestEdge();
    private final SipPeer peer = edge.phone("mallory");

    @AfterEach
    void the_node_still_answers() {
        assertThat(peer.request(options("")).status()).isEqualTo(200);
        edge.close();
    }

    @Test
    void garbage_is_dropped_and_counted() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(1, 400)];
            random.nextBytes(noise);
            peer.transmit(noise);
        }
        peer.transmit("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        peer.request(options(""));

        edge.awaitCount(Counter.GARBAGE, 1);
        assertThat(edge.seen).isEmpty();
    }

    @Test
    void an_oversized_datagram_gets_413() {
        SipText answer = peer.request(options("X-Big: " + "a".repeat(17_000)));

        assertThat(answer.status()).isNotEqualTo(200);
        edge.awaitCount(Counter.OVERSIZED, 1);
        assertThat(edge.node.counters().get(Counter.OVERSIZED)).isEqualTo(1);
    }

    @Test
    void long_credentials_are_read_or_challenged_again() {
        edge.phone("x");
        SipText register =
                new SipText("REGISTER sip:acme.test SIP/2.0", options("").headers(), "");
        List<SipText.Header> headers = register.headers().stream()
                .map(h -> h.name().equals("CSeq") ? new SipText.Header("CSeq", "1 REGISTER") : h)
                .toList();
        String endless = "Digest username=\"" + "\\a".repeat(2_000) + "\", realm=\"acme.test\", nonce=\"n\"";

        SipText answer = peer.request(new SipText(register.firstLine(), headers, "").with("Authorization", endless));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void a_future_version_gets_505() {
        SipText asked = options("");
        SipText answer = peer.request(new SipText(asked.firstLine().replace("2.0", "7.0"), asked.headers(), ""));

        assertThat(answer.status()).isEqualTo(505);
    }

    @Test
    void doubled_headers_get_400_without_a_word_about_us() {
        SipText answer = peer.request(options("Call-ID: twice"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.toString()).doesNotContain("Exception").doesNotContain("gov.nist");
        assertThat(answer.toString().length()).isLessThan(600);
    }

    @Test
    void an_unreadable_header_gets_400() {
        SipText asked = options("");
        List<SipText.Header> broken = asked.headers().stream()
                .map(h -> h.name().equals("From") ? new SipText.Header("From", "<<sip:;;;>") : h)
                .toList();

        SipText answer = peer.request(new SipText(asked.firstLine(), broken, ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.firstLine()).isEqualTo("SIP/2.0 400 Bad Request");
    }

    @Test
    void lists_of_any_length_get_400_before_they_are_parsed() {
        for (String header :
                List.of("Route: <sip:a;lr>", "Contact: <sip:a>", "Record-Route: <sip:a;lr>", "Path: <sip:a>")) {
            String value = header.substring(header.indexOf('<'));
            SipText answer = peer.request(options(header + ("," + value).repeat(300)));

            assertThat(answer.firstLine()).startsWith("SIP/2.0 400 Too Many Values in ");
        }
    }

    @Test
    void a_request_without_a_mandatory_header_is_told_which() {
        for (String missing : List.of("From", "To", "CSeq")) {
            SipText asked = options("");
            List<SipText.Header> rest = asked.headers().stream()
                    .filter(h -> !h.name().equals(missing))
                    .toList();
            peer.transmit(new SipText(asked.firstLine(), rest, ""));

            assertThat(peer.awaitResponse(asked.callId()).firstLine()).isEqualTo("SIP/2.0 400 Missing " + missing);
        }
    }

    @Test
    void a_step_that_throws_still_answers() {
        edge.screening = head -> {
            throw new IllegalStateException("a fault of ours");
        };
        SipText asked = options("");
        List<SipText.Header> headers = asked.headers().stream()
                .map(h -> h.name().equals("CSeq") ? new SipText.Header("CSeq", "1 REGISTER") : h)
                .toList();

        assertThat(peer.request(new SipText("REGISTER sip:acme.test SIP/2.0", headers, ""))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void hops_that_cannot_be_counted_get_400() {
        for (String hops : List.of("256", "-1", "many", "99999999999")) {
            SipText asked = options("");
            List<SipText.Header> headers = asked.headers().stream()
                    .map(h -> h.name().equals("Max-Forwards") ? new SipText.Header("Max-Forwards", hops) : h)
                    .toList();

            assertThat(peer.request(new SipText(asked.firstLine(), headers, "")).status())
                    .as(hops)
                    .isEqualTo(400);
        }
    }

    @Test
    void a_flood_of_any_method_from_one_address_is_limited() {
        try (TestEdge small = new TestEdge(c -> c.with(c.limits().invitesPerSecondPerSource(2)))) {
            SipPeer flooder = small.phone("mallory");
            for (String method : List.of("OPTIONS", "REGISTER", "SUBSCRIBE", "BYE", "ACK")) {
                byte[] message = options(flooder, "")
                        .toString()
                        .replace("OPTIONS", method)
                        .getBytes(StandardCharsets.UTF_8);
                long before = small.node.counters().get(Counter.RATE_LIMITED);
                for (int i = 0; i < 2_000; i++) {
                    flooder.transmit(message);
                }
                small.awaitCount(Counter.RATE_LIMITED, before + 1);
            }
        }
    }

    @Test
    void answers_to_what_is_no_good_are_counted_out() {
        for (int i = 0; i < 300; i++) {
            peer.transmit(options("Call-ID: twice"));
        }

        edge.awaitCount(Counter.UNANSWERED, 1);
    }

    @Test
    void a_message_too_large_for_its_method_gets_413() {
        String big = "X-1: " + "a".repeat(4_000) + "\r\nX-2: " + "a".repeat(4_000) + "\r\nX-3: a";

        assertThat(peer.request(options(big)).status()).isEqualTo(413);
    }

    @Test
    void a_via_naming_another_transport_is_not_followed() {
        SipText asked = options("");
        List<SipText.Header> lying = asked.headers().stream()
                .map(h -> h.name().equals("Via")
                        ? new SipText.Header("Via", h.value().replace("UDP", "TCP"))
                        : h)
                .toList();
        peer.transmit(new SipText(asked.firstLine(), lying, ""));
        peer.request(options(""));

        edge.awaitCount(Counter.WRONG_VIA_TRANSPORT, 1);
        assertThat(edge.node.counters().get(Counter.WRONG_VIA_TRANSPORT)).isEqualTo(1);
    }

    @Test
    void a_branch_of_rfc_2543_is_refused_in_words() {
        SipText asked = options("");
        List<SipText.Header> old = asked.headers().stream()
                .map(h -> h.name().equals("Via")
                        ? new SipText.Header("Via", h.value().replace("z9hG4bK", "old"))
                        : h)
                .toList();
        peer.transmit(new SipText(asked.firstLine(), old, ""));

        assertThat(peer.awaitResponse(asked.callId()).firstLine()).isEqualTo("SIP/2.0 400 Branch of RFC 2543");
        assertThat(edge.node.counters().get(Counter.OLD_BRANCH)).isEqualTo(1);
    }

    @Test
    void a_stray_response_goes_nowhere() {
        String stray = "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 127.0.0.1:" + edge.node.port()
                + ";branch=z9hG4bKnotours\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKvictim\r\n"
                + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=2\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n"
                + "Contact: <sip:c@d>\r\nContent-Length: 0\r\n\r\n";
        peer.transmit(stray.getBytes(StandardCharsets.US_ASCII));
        peer.request(options(""));

        edge.awaitCount(Counter.STRAY_RESPONSE, 1);
        assertThat(edge.node.counters().get(Counter.STRAY_RESPONSE)).isEqualTo(1);
    }

    @Test
    void a_flood_of_invites_from_one_address_is_limited() {
        try (TestEdge small = new TestEdge(c -> c.with(c.limits().invitesPerSecondPerSource(2)))) {
            SipPeer caller = small.phone("alice");
            for (int i = 0; i < 20; i++) {
                caller.call("sip:bob@acme.test");
            }
            caller.request(options(caller, ""));

            small.awaitCount(Counter.RATE_LIMITED, 1);
        }
    }

    @Test
    void a_stream_announcing_a_huge_body_is_answered_413_and_closed() throws IOException {
        assertThat(overTcp(text("Content-Length: 300000000\r\n"))).startsWith("SIP/2.0 413");
    }

    @Test
    void a_stream_with_two_lengths_is_answered_400_and_closed() throws IOException {
        assertThat(overTcp(text("Content-Length: 0\r\nl: 10\r\n"))).startsWith("SIP/2.0 400");
    }

    @Test
    void a_broken_message_in_a_segment_swallows_none_beside_it() throws IOException {
        String whole = text("Content-Length: 0\r\n");
        String bareLineFeeds = whole.replace("\r\n", "\n");
        String nonsense = "HELO\r\nVia: x\r\nContent-Length: 0\r\n\r\n";
        String missing = whole.replace("CSeq: 1 OPTIONS\r\n", "");
        String foldedLength = text("Content-Length:\r\n 0\r\n");

        String answers =
                overTcp(whole + nonsense + bareLineFeeds + missing + foldedLength + text("X: no length\r\n") + whole);

        assertThat(statuses(answers)).containsExactlyInAnyOrder("200", "200", "200", "400", "400");
    }

    private static List<String> statuses(String answers) {
        return answers.lines()
                .filter(line -> line.startsWith("SIP/2.0 "))
                .map(line -> line.substring(8, 11))
                .toList();
    }

    @Test
    void a_stream_without_an_end_is_closed() throws IOException {
        assertThat(overTcp("X".repeat(40_000))).isEmpty();
    }

    @Test
    void a_stream_that_dribbles_is_cut() throws IOException {
        try (TestEdge strict = new TestEdge(c -> c.with(c.timing().partialMessagesFor(Duration.ofMillis(100))))) {
            try (Socket socket = new Socket(strict.address().getAddress(), strict.node.port())) {
                socket.getOutputStream().write("OPTIONS sip:x SIP/2.0\r\nVia: ".getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            strict.awaitCount(Counter.SLOW_STREAM, 1);
            assertThat(strict.node.counters().get(Counter.SLOW_STREAM)).isEqualTo(1);
        }
    }

    @Test
    void a_taken_port_is_named() {
        SipNodeConfig same = SipNodeConfig.on("127.0.0.1", edge.node.port(), TestEdge.KEY);

        assertThatThrownBy(() -> SipNode.start(same, edge, fact -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("port " + edge.node.port())
                .hasMessageContaining("127.0.0.1");
    }

    private String overTcp(String sent) throws IOException {
        try (Socket socket = new Socket(edge.address().getAddress(), edge.node.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    private static String text(String lengthLines) {
        return "OPTIONS sip:x@acme.test SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:5;branch=z9hG4bKt1\r\n"
                + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: t\r\nCSeq: 1 OPTIONS\r\n" + lengthLines
                + "\r\n";
    }

    private SipText options(String extra) {
        return options(peer, extra);
    }

    private static SipText options(SipPeer from, String extra) {
        long unique = System.nanoTime();
        String text = "OPTIONS sip:acme.test SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + from.localPort()
                + ";branch=z9hG4bKo" + unique + "\r\nFrom: <sip:m@acme.test>;tag=1\r\nTo: <sip:acme.test>\r\nCall-ID: o"
                + unique + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n" + (extra.isEmpty() ? "" : extra + "\r\n")
                + "\r\n";
        return SipText.parse(text);
    }
}
