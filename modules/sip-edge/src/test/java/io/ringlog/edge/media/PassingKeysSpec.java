package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.relay.LegMedia;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.MediaRelays;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.PortRange;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelayListener;
import io.ringlog.relay.RelaySettings;
import io.ringlog.sip.sdp.BadSdp;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing can be done to a description, it goes on as it came only when nobody encrypts. */
class PassingKeysSpec {
    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final String CRYPTO = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY;
    private static final Passage OFFER = new Passage("a", "b", false, "127.0.0.1", null);
    private static final int PORTS = 30_010;

    @TempDir
    Path folder;

    private MediaRelay relay;
    private MediaDesk media;
    private Desk desk;

    @BeforeEach
    void start() throws Exception {
        RelaySettings settings = RelaySettings.at(InetAddress.getLoopbackAddress())
                .withPorts(new PortRange(PORTS, PORTS + 1))
                .withLoops(1);
        relay = MediaRelays.start(settings, new Deaf());
        EdgeCounters counters = new EdgeCounters();
        desk = new Desk(counters);
        media = new MediaDesk(relay, new Deaf(), new Openings(new Sounds(folder), desk), counters);
    }

    @AfterEach
    void close() {
        relay.close();
        desk.close();
    }

    /** No port is left. */
    private void full() {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        relay.open("other", "leg" + i, LegMedia.MIRRORED);
                    }
                })
                .isInstanceOf(PortsExhausted.class);
    }

    private static String sdp(String protocol, String... attributes) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 " + protocol
                + " 0\r\n" + String.join("\r\n", attributes) + "\r\n";
    }

    private void isRefused(String sdp) {
        assertThatThrownBy(() -> media.passed("call", OFFER, sdp))
                .isInstanceOf(BadSdp.class)
                .hasMessageNotContaining(KEY);
    }

    @Test
    void without_ports_no_key_is_passed_on() {
        full();
        String clear = sdp("RTP/AVP");
        media.begin("call", "a", clear, "127.0.0.1");

        assertThat(media.passed("call", OFFER, clear)).isEqualTo(clear);
        isRefused(sdp("RTP/AVP", CRYPTO));
        isRefused(sdp("RTP/SAVP", CRYPTO));
        isRefused(sdp("RTP/SAVP"));
    }

    @Test
    void without_ports_nobody_who_is_to_encrypt_is_left_in_the_clear() {
        full();
        String clear = sdp("RTP/AVP");
        media.begin("call", "a", clear, "127.0.0.1");
        assertThat(media.prepare(
                        "call", "b", new Rung("127.0.0.1", "b", List.of(), MediaEncryption.REQUIRED, false, false)))
                .isFalse();

        isRefused(clear);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=audio 4000 RTP/SAVP 0\r\n" + CRYPTO,
                "v=0\r\nm=audio 4000\r\n" + CRYPTO,
                "v=0\r\nm=image 4000 udptl t38\r\nA=CRYPTO:1 X INLINE:" + KEY,
                "v=0\r\nm=audio 0 RTP/SAVP 0\r\n",
                "inline:" + KEY
            })
    void what_cannot_be_read_takes_no_key_along(String sdp) {
        isRefused(sdp);
        media.begin("call", "a", null, "127.0.0.1");
        isRefused(sdp);
        assertThat(media.passed("call", OFFER, "gibberish")).isEqualTo("gibberish");
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
