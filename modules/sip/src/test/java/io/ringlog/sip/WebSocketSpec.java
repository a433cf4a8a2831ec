package io.ringlog.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.sip.SipFact.FlowLost;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerWay;
import io.ringlog.testkit.sip.SipPeer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Browsers' phones (RFC 7118): a WebSocket is one more kind of connection, and is bounded as the others are. */
class WebSocketSpec {
    private static final String PAGE = "https://phone.test";
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @TempDir
    Path folder;

    private SafePhones safe;
    private TestEdge edge;

    @BeforeEach
    void open() {
        open(Duration.ofSeconds(30));
    }

    private void open(Duration pingEvery) {
        edge = new TestEdge(config -> config.with(new SipNodeConfig.Streams(
                        OptionalInt.empty(),
                        OptionalInt.of(0),
                        OptionalInt.of(0),
                        Optional.of(SafePhones.certified(folder)),
                        false,
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        pingEvery,
                        List.of(PAGE)))
                .with(config.timing().partialMessagesFor(Duration.ofMillis(500))));
        safe = new SafePhones(edge);
    }

    @AfterEach
    void close() {
        safe.close();
    }

    @Test
    void a_phone_on_udp_calls_one_in_a_browser_over_its_connection() {
        SipPeer bob = safe.browser("bob", safe.page("ws"));
        assertThat(bob.register().status()).isEqualTo(200);
        RegisterRequest registered = edge.registers.getFirst();
        assertThat(registered.head().source().flowId()).startsWith("ws:");
        assertThat(registered.bindings().getFirst().uri()).contains(".invalid;transport=ws");

        PeerCall call = edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        assertThat(atBob.invite().header("Via")).startsWith("SIP/2.0/WS 127.0.0.1:" + edge.node.port("ws"));
        assertThat(atBob.invite().all("Record-Route")).hasSize(2);
        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
    }

    @Test
    void a_browser_calls_over_an_encrypted_connection() {
        edge.registered("bob");
        PeerCall call = safe.browser("alice", safe.page("wss")).call("sip:bob@acme.test");
        call.awaitAnswered();

        assertThat(call.hold().status()).isEqualTo(200);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    @Test
    void a_browser_that_comes_back_goes_on_in_its_call() {
        SipPeer bob = edge.registered("bob");
        PeerWay.Web way = safe.page("ws");
        SipPeer alice = safe.browser("alice", way);
        PeerCall call = alice.call("sip:bob@acme.test");
        call.awaitAnswered();
        PeerCall atBob = bob.awaitIncoming();
        atBob.awaitAcknowledged();

        way.comesBack();
        edge.await(FlowLost.class);
        assertThat(call.hold().status()).isEqualTo(200);

        assertThat(atBob.hangUp().status()).isEqualTo(200);
        call.awaitEnded();
    }

    @Test
    void fragments_make_one_message_and_signs_of_life_are_answered_between_them() throws Exception {
        try (Socket browser = upgraded()) {
            byte[] options = options("f1");
            browser.getOutputStream().write(frame(0x01, part(options, 0, 50)));
            browser.getOutputStream().write(frame(0x89, "still here".getBytes(StandardCharsets.US_ASCII)));
            browser.getOutputStream().write(frame(0x00, part(options, 50, 90)));
            browser.getOutputStream().write(frame(0x80, part(options, 90, options.length)));

            assertThat(read(browser)).isEqualTo(new Read(10, "still here"));
            assertThat(read(browser).text()).startsWith("SIP/2.0 200 OK").contains("Call-ID: f1");
        }
    }

    @Test
    void binary_messages_and_line_ends_are_understood() throws Exception {
        try (Socket browser = upgraded()) {
            browser.getOutputStream().write(frame(0x82, options("b1")));
            assertThat(read(browser).text()).startsWith("SIP/2.0 200 OK");
            browser.getOutputStream().write(frame(0x81, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            assertThat(read(browser)).isEqualTo(new Read(1, "\r\n"));
        }
    }

    @Test
    void a_close_is_answered() throws Exception {
        try (Socket browser = upgraded()) {
            browser.getOutputStream().write(frame(0x88, new byte[] {3, (byte) 0xe8}));
            assertThat(read(browser).opcode()).isEqualTo(8);
            assertThat(browser.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void who_is_silent_is_asked_and_who_does_not_answer_is_cut() throws Exception {
        safe.close();
        open(Duration.ofMillis(300));
        try (Socket browser = upgraded()) {
            assertThat(read(browser).opcode()).isEqualTo(9);
            assertThat(browser.getInputStream().read()).isEqualTo(-1);
        }
        SipPeer alive = safe.browser("bob", safe.page("ws"));
        assertThat(alive.register().status()).isEqualTo(200);
        try (Socket silent = upgraded()) {
            silent.getInputStream().readAllBytes();
        }
        assertThat(alive.register().status()).isEqualTo(200);
    }

    @Test
    void pages_that_are_not_on_the_list_and_no_sip_are_refused_in_words() throws Exception {
        assertThat(answer(request().replace(PAGE, "https://evil.test")))
                .startsWith("HTTP/1.1 403 ")
                .contains("sip.origins");
        assertThat(answer(request().replace("Protocol: sip", "Protocol: chat")))
                .startsWith("HTTP/1.1 400 ")
                .contains("subprotocol sip");
        assertThat(answer(request().replace("Version: 13", "Version: 8")))
                .startsWith("HTTP/1.1 426 ")
                .contains("Sec-WebSocket-Version: 13");
        assertThat(answer(request().replace(KEY, "short"))).startsWith("HTTP/1.1 400 ");
        assertThat(answer("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 426 ");
        assertThat(answer("\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(answer("OPTIONS sip:a SIP/2.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(edge.node.counters().get(Counter.UPGRADE_REFUSED)).isEqualTo(7);
    }

    @Test
    void who_is_no_page_says_no_origin_and_may_connect() throws Exception {
        assertThat(answerHead(request().replace("Origin: " + PAGE + "\r\n", "")))
                .startsWith("HTTP/1.1 101 ");
    }

    /** The example of RFC 6455 section 1.3. */
    @Test
    void the_key_is_answered_as_the_rfc_has_it() throws Exception {
        assertThat(answerHead(request()))
                .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                .contains("Sec-WebSocket-Protocol: sip");
    }

    @Test
    void what_never_ends_is_cut_while_a_call_goes_on() throws Exception {
        SipPeer bob = safe.browser("bob", safe.page("ws"));
        bob.register();
        PeerCall call = edge.phone("alice").call("sip:bob@acme.test");
        call.awaitAnswered();
        try (Socket asking = connected();
                Socket silent = connected();
                Socket fragments = upgraded();
                Socket half = upgraded()) {
            asking.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            fragments.getOutputStream().write(frame(0x01, new byte[0]));
            half.getOutputStream().write(part(frame(0x81, options("h1")), 0, 20));
            for (Socket one : List.of(asking, silent, half)) {
                one.getInputStream().readAllBytes();
            }
            feedUntilCut(fragments);
        }
        edge.awaitCount(Counter.SLOW_STREAM, 4);
        assertThat(call.hangUp().status()).isEqualTo(200);
    }

    private static void feedUntilCut(Socket fragments) {
        try {
            for (int i = 0; i < 10_000_000; i++) {
                fragments.getOutputStream().write(frame(0x00, new byte[0]));
            }
            throw new AssertionError("fragments for ever were taken for ever");
        } catch (IOException cut) {
            assertThat(cut).isNotNull();
        }
    }

    @Test
    void a_giant_frame_is_refused_by_what_it_announces() throws Exception {
        for (byte[] giant : List.of(
                new byte[] {(byte) 0x82, (byte) 0xff, 0x7f, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4},
                new byte[] {(byte) 0x82, (byte) 0xff, -1, -1, -1, -1, -1, -1, -1, -1, 1, 2, 3, 4},
                new byte[] {(byte) 0x82, (byte) 0xfe, 0x7f, -1, 1, 2, 3, 4})) {
            try (Socket browser = upgraded()) {
                browser.getOutputStream().write(giant);
                assertThat(closed(browser)).isEqualTo(1009);
            }
        }
    }

    @Test
    void fragments_beyond_the_bound_are_refused() throws Exception {
        try (Socket browser = upgraded()) {
            byte[] part = new byte[1_000];
            browser.getOutputStream().write(frame(0x01, part));
            for (int i = 0; i < 16; i++) {
                browser.getOutputStream().write(frame(0x00, part));
            }
            assertThat(closed(browser)).isEqualTo(1009);
        }
    }

    @Test
    void frames_that_no_client_may_send_end_the_connection() throws Exception {
        byte[] unmasked = {(byte) 0x81, 1, 'a'};
        byte[] reserved = frame(0xc1, new byte[1]);
        byte[] unknown = frame(0x83, new byte[1]);
        byte[] stray = frame(0x80, new byte[1]);
        byte[] longPing = frame(0x89, new byte[126]);
        byte[] brokenPing = frame(0x09, new byte[1]);
        for (byte[] wrong : List.of(unmasked, reserved, unknown, stray, longPing, brokenPing)) {
            try (Socket browser = upgraded()) {
                browser.getOutputStream().write(wrong);
                assertThat(closed(browser)).isEqualTo(1002);
            }
        }
    }

    @Test
    void a_flood_of_pings_whose_answers_nobody_reads_costs_its_connection() throws Exception {
        byte[] ping = frame(0x89, new byte[125]);
        try (Socket browser = upgraded()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1_000_000; i++) {
                            browser.getOutputStream().write(ping);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        // Whichever found no room first: an answer, or what was to be read next.
        assertThat(edge.node.counters().get(Counter.UNREAD_ANSWERS)
                        + edge.node.counters().get(Counter.SLOW_STREAM))
                .isPositive();
    }

    @Test
    void a_stranger_by_tls_gets_as_far() throws Exception {
        try (SSLSocket browser = safe.connected(Optional.empty(), "wss")) {
            browser.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
            assertThat(head(browser.getInputStream())).startsWith("HTTP/1.1 101 ");
            browser.getOutputStream().write(frame(0x81, options("t1").clone()));
            // A Via that names another transport than the connection's is dropped.
            edge.awaitCount(Counter.WRONG_VIA_TRANSPORT, 1);
        }
    }

    // Bare bytes

    private static String request() {
        return "GET /sip HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: " + PAGE + "\r\nUpgrade: websocket\r\n"
                + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: " + KEY + "\r\n"
                + "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n";
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.node.port("ws"));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private Socket upgraded() throws IOException {
        Socket socket = connected();
        socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
        assertThat(head(socket.getInputStream())).startsWith("HTTP/1.1 101 ");
        return socket;
    }

    private String answer(String request) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private String answerHead(String request) throws IOException {
        try (Socket socket = connected()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return head(socket.getInputStream());
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static byte[] options(String callId) {
        String text = "OPTIONS sip:acme.test SIP/2.0\r\nVia: SIP/2.0/WS x.invalid;branch=z9hG4bK" + callId
                + "\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: " + callId
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] part(byte[] whole, int from, int to) {
        return java.util.Arrays.copyOfRange(whole, from, to);
    }

    private static byte[] frame(int first, byte[] payload) {
        int length = payload.length;
        int extended = length < 126 ? 0 : 2;
        byte[] frame = new byte[2 + extended + 4 + length];
        frame[0] = (byte) first;
        frame[1] = (byte) (0x80 | (extended == 0 ? length : 126));
        if (extended > 0) {
            frame[2] = (byte) (length >> 8);
            frame[3] = (byte) length;
        }
        byte[] mask = {7, 11, 13, 17};
        System.arraycopy(mask, 0, frame, 2 + extended, 4);
        for (int i = 0; i < length; i++) {
            frame[6 + extended + i] = (byte) (payload[i] ^ mask[i % 4]);
        }
        return frame;
    }

    private record Read(int opcode, String text) {}

    private static Read read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int opcode = in.read() & 0x0f;
        int length = in.read();
        if (length == 126) {
            length = in.read() << 8 | in.read();
        }
        return new Read(opcode, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    /** The code that the connection is closed with. */
    private static int closed(Socket socket) throws IOException {
        for (Read one = read(socket); ; one = read(socket)) {
            if (one.opcode() == 8) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                return one.text().charAt(0) << 8 | one.text().charAt(1);
            }
        }
    }
}
