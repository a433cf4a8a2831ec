package io.ringlog.sip.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HepSenderTest {
    private static final InetSocketAddress HERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);

    /** Far more than is kept, and more than any socket takes. */
    private static final int MANY = 40_000;

    private static HepCollector at(int port) {
        return new HepCollector(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), true, 1, Optional.of("secret"));
    }

    @Test
    void a_collector_that_does_not_read_costs_copies_and_nothing_else() throws IOException {
        AtomicLong lost = new AtomicLong();
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sender = new HepSender(at(deaf.getLocalPort()), lost::incrementAndGet)) {
            byte[] message = new byte[1_024];

            for (int i = 0; i < MANY; i++) {
                sender.copy(message, HERE, HERE, true);
            }

            // 8 MiB wait, and a socket holds some more: the rest is lost at once.
            assertThat(lost.get()).isGreaterThan(MANY / 4);
            long before = lost.get();
            sender.close();
            sender.copy(new byte[9 * 1024 * 1024], HERE, HERE, true);
            assertThat(lost.get()).isGreaterThan(before);
        }
    }

    @Test
    void a_message_that_is_longer_than_a_packet_can_say_is_lost_alone() throws IOException {
        AtomicLong lost = new AtomicLong();
        try (var collector = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var sender = new HepSender(at(collector.getLocalPort()), lost::incrementAndGet)) {
            sender.copy(new byte[0xFFFF], HERE, HERE, true);
            sender.copy(new byte[10], HERE, HERE, true);

            try (var connection = collector.accept()) {
                assertThat(connection.getInputStream().readNBytes(4))
                        .isEqualTo("HEP3".getBytes(StandardCharsets.US_ASCII));
            }
            Awaitility.await().until(() -> lost.get() == 1);
        }
    }

    @Test
    void a_wildcard_is_an_address_of_the_others_family() {
        HepPacket packet = new HepPacket(
                new byte[] {1},
                new InetSocketAddress(InetAddress.ofLiteral("::1"), 5060),
                new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 5060),
                true,
                Instant.EPOCH);

        assertThat(packet.encoded(1, Optional.empty())).isPresent();
    }

    @Test
    void a_collector_keeps_its_key_to_itself() {
        assertThat(at(9060).toString()).contains("9060").doesNotContain("secret");
        assertThatThrownBy(() -> new HepCollector(
                        InetSocketAddress.createUnresolved("homer.test", 9060), false, 1, Optional.empty()))
                .hasMessageContaining("not at a name");
    }
}
