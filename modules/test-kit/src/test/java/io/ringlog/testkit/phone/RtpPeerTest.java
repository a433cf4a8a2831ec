package io.ringlog.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.G711;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RtpPeerTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void two_peers_hear_each_others_tone() {
        try (var low = RtpPeer.open(HERE, 440);
                var high = RtpPeer.open(HERE, 1_000)) {
            low.remote(high.describe("sendrecv"));
            high.remote(low.describe("sendrecv"));

            await().atMost(Duration.ofSeconds(5)).until(() -> low.hears(1_000) && high.hears(440));
            assertThat(low.hears(440)).isFalse();
            assertThat(low.hearsAnything()).isTrue();
        }
    }

    @Test
    void who_is_held_stays_silent() {
        var held = Sdp.read(Sdp.text("127.0.0.1", 4000, 1, "sendonly"));

        assertThat(held.wantsSound()).isFalse();
        assertThat(held.codec()).isEqualTo(G711.PCMU);
        assertThat(held.eventType()).isEqualTo(101);
    }
}
