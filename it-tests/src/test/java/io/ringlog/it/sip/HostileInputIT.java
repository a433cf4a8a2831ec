package io.ringlog.it.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.it.client.OnPlatform;
import io.ringlog.it.client.Platform;
import io.ringlog.it.client.Wire;
import io.ringlog.testkit.sip.SipPeer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the Internet sends to a SIP port: noise, lies about lengths, streams that never end, strangers. */
@ExtendWith(OnPlatform.class)
class HostileInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** An unfinished message is given five seconds; this is a busy machine's share of them. */
    private static final Duration CUT = Duration.ofSeconds(20);

    private static final int STREAMS = 50;

    private final Platform platform;
    private final SplittableRandom random = new SplittableRandom(4475);

    HostileInputIT(Platform platform) {
        this.platform = platform;
    }

    @AfterEach
    void the_node_serves_as_ever() {
        platform.holdsNothing();
        platform.stillServes();
    }

    @Test
    void a_log_in_that_fails_is_told_and_what_was_answered_is_not() {
        Path log = Path.of(System.getProperty("ringlog.log"));
        try (SipPeer guessing = platform.phone("dave", "a-guess")) {
            // Only the first of an address in ten seconds is told, and others guess from here too.
            await().atMost(CUT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(guessing.register().status()).isEqualTo(401);
                assertThat(Files.readString(log))
                        .contains("a log-in as dave at " + Platform.DOMAIN + " from 127.0.0.1 failed")
                        .doesNotContain("a-guess");
            });
        }
    }

    @Test
    void noise_in_datagrams_is_not_answered() {
        try (Wire wire = Wire.udp(platform.sip())) {
            IntStream.range(0, 500).forEach(i -> wire.send(noise(random.nextInt(1, 1_400))));
            wire.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(wire.answer(Duration.ofMillis(300))).isEmpty();
        }
    }

    @Test
    void noise_on_a_connection_ends_it() {
        try (var wire = stream()) {
            wire.send(noise(60_000));

            assertThat(wire.isClosedWithin(CUT)).isTrue();
        }
    }

    @Test
    void a_datagram_that_is_too_large_is_refused() {
        try (Wire wire = Wire.udp(platform.sip())) {
            wire.send(options(wire, "X-Large: " + "a".repeat(20_000), "Content-Length: 0"));

            assertThat(wire.answer(PATIENCE).orElseThrow()).startsWith("SIP/2.0 4");
        }
    }

    @Test
    void a_body_announced_too_large_is_refused_before_it_comes() {
        try (var wire = stream()) {
            wire.send(options(wire, "Content-Length: 300000000"));

            assertThat(wire.answer(PATIENCE).orElseThrow()).startsWith("SIP/2.0 413");
            assertThat(wire.isClosedWithin(CUT)).isTrue();
        }
    }

    @Test
    void two_lengths_are_refused_and_what_follows_is_not_believed() {
        try (var wire = stream()) {
            wire.send(options(wire, "Content-Length: 0", "l: 10"));

            assertThat(wire.answer(PATIENCE).orElseThrow()).startsWith("SIP/2.0 400");
            assertThat(wire.isClosedWithin(CUT)).isTrue();
        }
    }

    @Test
    void a_body_that_never_comes_ends_the_connection() {
        try (var wire = stream()) {
            wire.send(options(wire, "Content-Length: 500"));

            assertThat(wire.answer(Duration.ofMillis(200))).isEmpty();
            assertThat(wire.isClosedWithin(CUT)).isTrue();
        }
    }

    @Test
    void slow_streams_are_cut_and_keep_nobody_out() {
        var slow = Stream.generate(this::stream).limit(STREAMS).toList();
        try {
            slow.forEach(wire -> wire.send("OPTIONS sip:x SIP/2.0\r\nVia: S".getBytes(StandardCharsets.US_ASCII)));

            platform.stillServes();

            assertThat(slow).allMatch(wire -> wire.isClosedWithin(CUT));
        } finally {
            slow.forEach(Wire::close);
        }
    }

    @Test
    void whoever_scans_is_banned_until_somebody_lifts_it() {
        String eve = "127.0.0.66";
        IntStream.range(0, 3).forEach(i -> {
            try (var wire = Wire.tcp(platform.sip(), eve)) {
                wire.send(options(wire, "User-Agent: friendly-scanner", "Content-Length: 0"));
                assertThat(wire.answer(Duration.ofMillis(100))).isEmpty();
            }
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(platform.rest().ban(eve)).isPresent());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answersTo(eve)).isFalse());
        try (var wire = Wire.tcp(platform.sip(), eve)) {
            assertThat(wire.isClosedWithin(PATIENCE)).isTrue();
        }
        platform.stillServes();

        platform.rest()
                .lift(platform.rest().ban(eve).orElseThrow().path("ban_id").asText());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(answersTo(eve)).isTrue());
    }

    private boolean answersTo(String from) {
        try (Wire wire = Wire.udp(platform.sip(), from)) {
            wire.send(options(wire, "Content-Length: 0"));
            return wire.answer(Duration.ofMillis(500)).isPresent();
        }
    }

    @Test
    void a_domain_that_nobody_has_is_not_found() {
        try (var stranger = SipPeer.udp("eve", "a-guess", "nowhere.ringlog.test", platform.sip())) {
            assertThat(stranger.register().status()).isEqualTo(404);
            assertThat(stranger.call("sip:101@nowhere.ringlog.test")
                            .awaitFailed()
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void a_user_that_nobody_has_learns_no_more_than_one_with_a_wrong_password() {
        try (var guess = platform.phone("nobody", "a-guess");
                var wrong = platform.phone("alice", "a-guess")) {
            assertThat(guess.register().status())
                    .isEqualTo(wrong.register().status())
                    .isEqualTo(401);
        }
    }

    private Wire.Stream stream() {
        return Wire.tcp(platform.sip());
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] options(Wire wire, String... more) {
        String text = "OPTIONS sip:" + Platform.DOMAIN + " SIP/2.0\r\nVia: SIP/2.0/" + wire.transport() + " 127.0.0.1:"
                + wire.port() + ";branch=z9hG4bKhostile\r\nMax-Forwards: 70\r\nFrom: <sip:a@b>;tag=1\r\n"
                + "To: <sip:c@d>\r\nCall-ID: hostile-" + wire.port() + "\r\nCSeq: 1 OPTIONS\r\n"
                + String.join("\r\n", more) + "\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
