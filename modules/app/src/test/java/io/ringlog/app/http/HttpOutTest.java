package io.ringlog.app.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.SettingsRefused;
import io.ringlog.app.http.HttpOut.Reply.Given;
import io.ringlog.app.http.HttpOut.Reply.None;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOutTest {

    private static final Addresses LOOPBACK = Addresses.allowing("webhooks.allow", "127.0.0.0/8, ::1");
    private static final Addresses PUBLIC = Addresses.allowing("webhooks.allow", "");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpOut out = new HttpOut();

    @AfterEach
    void close() {
        out.close();
    }

    @Test
    void an_interim_answer_is_not_the_end() throws Exception {
        assertThat(answered("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(204);
        assertThat(answered("HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
                .isEqualTo(200);
        assertThat(answered("HTTP/1.1 410 Gone\r\n\r\n")).isEqualTo(410);
        assertThat(answered("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n"))
                .as("no redirect is followed")
                .isEqualTo(302);
    }

    @Test
    void an_answer_is_read_as_far_as_it_may_be() throws Exception {
        assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", 3)).isEqualTo("abc");
        assertThat(body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", 3))
                .isEqualTo("abc");
        assertThat(body("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd", 3)).isEqualTo("too much");
        assertThat(body("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(300_000), 3)).isEqualTo("too much");
    }

    @Test
    void everything_else_is_no_answer_and_says_why() throws Exception {
        String nonsense = "answers something else than HTTP, or more than is read of a head";
        assertThat(answered("SSH-2.0-OpenSSH\r\n")).isEqualTo(nonsense);
        assertThat(answered("x".repeat(20_000))).isEqualTo(nonsense);
        assertThat(answered("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(10_000) + "\r\n"))
                .isEqualTo(nonsense);
        assertThat(answered("HTTP/1.1 20")).isEqualTo(nonsense);
        assertThat(answered("")).isEqualTo("ends without an answer");
        assertThat(answered("HTTP/1.1 100 Go on\r\n\r\n".repeat(600))).isEqualTo("ends without an answer");
    }

    @Test
    void who_does_not_answer_in_time_or_drips_is_left() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(sent(out, to(silent), LOOPBACK, Duration.ofMillis(300))).isEqualTo("no answer in 300 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.1.2.3/",
                "https://192.168.0.1/",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/",
                "https://[fe80::1]/",
                "https://[fd00::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://0.0.0.0/"
            })
    void an_address_that_is_not_public_is_told_nothing(String url) {
        assertThat(sent(out, URI.create(url), LOOPBACK, PATIENCE)).isEqualTo("leads to an address that is not public");
    }

    @Test
    void a_name_leads_where_it_was_found_to_lead() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpOut elsewhere = new HttpOut(host -> InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, "HTTP/1.1 200 OK\r\n\r\n", "crm.invalid"));
            URI url = URI.create("http://crm.invalid:" + server.getLocalPort());

            assertThat(sent(elsewhere, url, LOOPBACK, PATIENCE)).isEqualTo(200);
        }
    }

    @Test
    void a_name_that_nobody_answers_for_is_waited_for_as_long_as_the_rest_and_asked_for_once() {
        var never = new CountDownLatch(1);
        var asked = new AtomicInteger();
        try (HttpOut hasty = new HttpOut(host -> hang(never, asked))) {
            for (int i = 0; i < 2; i++) {
                assertThat(sent(hasty, URI.create("https://slow.example/"), PUBLIC, Duration.ofMillis(200)))
                        .isEqualTo("nobody says where slow.example is in 200 ms");
            }
        }
        never.countDown();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoever_is_told_when_the_process_ends_is_let_go_at_once() throws Exception {
        var never = new CountDownLatch(1);
        var asked = new AtomicInteger();
        try (HttpOut patient = new HttpOut(host -> hang(never, asked))) {
            var told = CompletableFuture.supplyAsync(
                    () -> sent(patient, URI.create("https://slow.example/"), PUBLIC, Duration.ofMinutes(5)));
            await().until(() -> asked.get() == 1);

            patient.hangUp();

            assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo("this process ends");
            assertThat(sent(patient, URI.create("https://other.example/"), PUBLIC, PATIENCE))
                    .isEqualTo("this process ends");
        }
        never.countDown();
    }

    private static InetAddress hang(CountDownLatch never, AtomicInteger asked) throws UnknownHostException {
        asked.incrementAndGet();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException();
    }

    @Test
    void plain_http_is_for_addresses_that_are_allowed_by_name() {
        assertThat(sent(out, URI.create("http://8.8.8.8/"), LOOPBACK, PATIENCE))
                .isEqualTo("http alone is not allowed there");
        assertThat(sent(out, URI.create("https://127.0.0.1:1/"), PUBLIC, PATIENCE))
                .isEqualTo("leads to an address that is not public");
        assertThatThrownBy(() -> Addresses.allowing("webhooks.allow", "localhost"))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("webhooks.allow");
    }

    /** The status of a request that is answered with these very bytes, or why there is none. */
    private Object answered(String bytes) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, bytes, "127.0.0.1"));
            return sent(out, to(server), LOOPBACK, PATIENCE);
        }
    }

    private String body(String bytes, int most) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, bytes, "127.0.0.1"));
            Given given = (Given) out.send(request(to(server)), new HttpOut.Limits(LOOPBACK, PATIENCE, most));
            return given.whole() ? new String(given.body(), US_ASCII) : "too much";
        }
    }

    private static Object sent(HttpOut out, URI url, Addresses addresses, Duration patience) {
        return switch (out.send(request(url), new HttpOut.Limits(addresses, patience, 0))) {
            case Given it -> it.status();
            case None it -> it.why();
        };
    }

    private static HttpOut.Request request(URI url) {
        return HttpOut.Request.post(url, Map.of("X-Test", "1"), "{}".getBytes(US_ASCII));
    }

    private static void answer(ServerSocket server, String bytes, String host) {
        try (Socket asked = server.accept()) {
            byte[] request = new byte[4_096];
            int read = asked.getInputStream().read(request);
            assertThat(new String(request, 0, read, US_ASCII))
                    .startsWith("POST / HTTP/1.1\r\n")
                    .contains("Host: " + host, "X-Test: 1", "Connection: close");
            asked.getOutputStream().write(bytes.getBytes(US_ASCII));
            asked.shutdownOutput();
            asked.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // Whoever has read enough leaves.
            return;
        }
    }

    private static URI to(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }
}
