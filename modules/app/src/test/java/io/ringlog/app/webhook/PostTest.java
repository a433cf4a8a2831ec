package io.ringlog.app.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.SettingsRefused;
import java.io.IOException;
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

class PostTest {

    private final Post post = new Post(Addresses.allowing("127.0.0.0/8, ::1"), Duration.ofSeconds(20));

    @AfterEach
    void close() {
        post.close();
    }

    @Test
    void a_success_is_taken_an_interim_answer_is_not_the_end_and_410_is_for_good() throws Exception {
        assertThat(answered("HTTP/1.1 204 No Content\r\n\r\n")).isEqualTo(new Outcome.Taken());
        assertThat(answered("HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
                .isEqualTo(new Outcome.Taken());
        assertThat(answered("HTTP/1.1 410 Gone\r\n\r\n")).isEqualTo(new Outcome.Gone());
    }

    @Test
    void everything_else_is_a_failure_with_its_reason() throws Exception {
        assertThat(answered("HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n"))
                .isEqualTo(new Outcome.Failed("answered 302"));
        assertThat(answered("HTTP/1.1 503 Busy\r\n\r\n")).isEqualTo(new Outcome.Failed("answered 503"));
        assertThat(answered("SSH-2.0-OpenSSH\r\n")).isEqualTo(new Outcome.Failed("answers something else than HTTP"));
        assertThat(answered("HTTP/1.1 20")).isEqualTo(new Outcome.Failed("ends without an answer"));
        assertThat(answered("HTTP/1.1 100 Go on\r\n\r\n".repeat(6)))
                .isEqualTo(new Outcome.Failed("answers nothing final"));
        assertThat(answered("x".repeat(20_000)))
                .isEqualTo(new Outcome.Failed("answers more than 16384 bytes before its status"));
    }

    @Test
    void who_does_not_answer_in_time_or_drips_is_left() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Post hasty = new Post(Addresses.allowing("127.0.0.0/8"), Duration.ofMillis(300))) {
            assertThat(hasty.send(to(silent), Map.of(), new byte[0]))
                    .isEqualTo(new Outcome.Failed("no answer in 300 ms"));
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
        assertThat(post.send(URI.create(url), Map.of(), new byte[0]))
                .isEqualTo(new Outcome.Failed("leads to an address that is not public"));
    }

    @Test
    void a_name_that_nobody_answers_for_is_waited_for_as_long_as_the_rest_and_asked_for_once() {
        var never = new CountDownLatch(1);
        var asked = new AtomicInteger();
        try (Post hasty = new Post(Addresses.allowing(""), Duration.ofMillis(200), host -> hang(never, asked))) {
            for (int i = 0; i < 2; i++) {
                assertThat(hasty.send(URI.create("https://slow.example/"), Map.of(), new byte[0]))
                        .isEqualTo(new Outcome.Failed("nobody says where slow.example is in 200 ms"));
            }
        }
        never.countDown();
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoever_is_told_when_the_process_ends_is_let_go_at_once() throws Exception {
        var never = new CountDownLatch(1);
        var asked = new AtomicInteger();
        try (Post patient = new Post(Addresses.allowing(""), Duration.ofMinutes(5), host -> hang(never, asked))) {
            var told = CompletableFuture.supplyAsync(
                    () -> patient.send(URI.create("https://slow.example/"), Map.of(), new byte[0]));
            await().until(() -> asked.get() == 1);

            patient.hangUp();

            assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(new Outcome.Failed("this process ends"));
            assertThat(patient.send(URI.create("https://other.example/"), Map.of(), new byte[0]))
                    .isEqualTo(new Outcome.Failed("this process ends"));
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
        assertThat(post.send(URI.create("http://8.8.8.8/"), Map.of(), new byte[0]))
                .isEqualTo(new Outcome.Failed("http alone is not allowed there"));
        try (Post none = new Post(Addresses.allowing(""), Duration.ofMillis(500))) {
            assertThat(none.send(URI.create("https://127.0.0.1:1/"), Map.of(), new byte[0]))
                    .isEqualTo(new Outcome.Failed("leads to an address that is not public"));
        }
        assertThatThrownBy(() -> Addresses.allowing("localhost")).isInstanceOf(SettingsRefused.class);
    }

    @Test
    void waits_double_up_to_the_longest() {
        Patience patience = new Patience(Duration.ofSeconds(1), Duration.ofMinutes(5), 20);

        assertThat(patience.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(patience.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(patience.after(1_000)).isEqualTo(Duration.ofMinutes(5));
    }

    /** The outcome of a request that is answered with these very bytes. */
    private Outcome answered(String bytes) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, bytes));
            return post.send(to(server), Map.of("X-Test", "1"), "{}".getBytes(US_ASCII));
        }
    }

    private static void answer(ServerSocket server, String bytes) {
        try (Socket asked = server.accept()) {
            byte[] request = new byte[4_096];
            int read = asked.getInputStream().read(request);
            assertThat(new String(request, 0, read, US_ASCII)).startsWith("POST / HTTP/1.1\r\nHost: 127.0.0.1");
            asked.getOutputStream().write(bytes.getBytes(US_ASCII));
            asked.shutdownOutput();
            asked.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static URI to(ServerSocket server) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }
}
