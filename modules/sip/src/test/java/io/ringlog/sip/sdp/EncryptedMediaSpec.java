package io.ringlog.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.sip.sdp.Negotiation.LocalAudio;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in session descriptions (RFC 4568) are read by the letter, chosen, and never shown. */
class EncryptedMediaSpec {
    private static final String KEY = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";
    private static final String LONG = "AES_CM_128_HMAC_SHA1_80";
    private static final String SHORT = "AES_CM_128_HMAC_SHA1_32";

    private static SessionDescription sdp(String... media) {
        return SessionDescription.parse("v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 10.0.0.9\r\nt=0 0\r\n"
                + String.join("\r\n", media) + "\r\n");
    }

    private static List<CryptoLine> read(String value) {
        return sdp("m=audio 4000 RTP/SAVP 0", "a=crypto:" + value)
                .audio()
                .orElseThrow()
                .crypto();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|1048576",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^48",
                "1  AES_CM_128_HMAC_SHA1_80  inline:" + KEY + "  WSH=128 -X=1"
            })
    void a_key_that_can_be_used_is_read(String value) {
        assertThat(read(value)).containsExactly(new CryptoLine(1, LONG, KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "1234567890 AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "x AES_CM_128_HMAC_SHA1_80 inline:" + KEY,
                "1 F8_128_HMAC_SHA1_80 inline:" + KEY,
                "1 AES_256_CM_HMAC_SHA1_80 inline:" + KEY + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^20|1:4",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|1:4",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + ";inline:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|0",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^49",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|2^999999999999999",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|999999999999999",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + "|forever",
                "1 AES_CM_128_HMAC_SHA1_80 inline:AAAA",
                "1 AES_CM_128_HMAC_SHA1_80 inline:A===",
                "1 AES_CM_128_HMAC_SHA1_80 uri:" + KEY,
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " UNENCRYPTED_SRTP",
                "1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " KDR=1",
                "1 AES_CM_128_HMAC_SHA1_80",
                ""
            })
    void what_would_be_misread_is_no_key(String value) {
        assertThat(read(value)).isEmpty();
    }

    @Test
    void a_long_line_costs_no_time() {
        assertThat(read("1 AES_CM_128_HMAC_SHA1_80 inline:" + KEY + " WSH=1".repeat(2_500)))
                .hasSize(1);
        assertThat(read("1" + " ".repeat(15_000))).isEmpty();
    }

    @Test
    void what_can_be_encrypted_is_chosen_before_what_cannot() {
        SessionDescription both =
                sdp("m=audio 4000 RTP/AVP 0", "m=audio 4002 RTP/SAVP 0", "a=crypto:1 " + LONG + " inline:" + KEY);

        assertThat(both.audio().orElseThrow().port()).isEqualTo(4002);
        assertThat(both.isPlainToo()).isTrue();
        assertThat(Negotiation.usable(both, Negotiation.ENGINE).orElseThrow().port())
                .isEqualTo(4002);
        SessionDescription answer = Negotiation.answer(both, LocalAudio.at("10.0.0.1", 40_000))
                .orElseThrow()
                .under(new Secured("RTP/SAVP", List.of(new CryptoLine(1, LONG, KEY))));
        assertThat(answer.text()).contains("m=audio 0 RTP/AVP 0\r\nm=audio 40000 RTP/SAVP 0\r\n");
        assertThat(answer.text()).contains("a=crypto:1 " + LONG + " inline:" + KEY + "\r\n");
    }

    @Test
    void in_the_clear_no_key_is_left() {
        SessionDescription both = sdp(
                "m=audio 4000 RTP/SAVP 0",
                "a=crypto:1 " + LONG + " inline:" + KEY,
                "m=audio 4002 RTP/AVP 0",
                "a=crypto:2 " + SHORT + " inline:" + KEY,
                "m=video 4004 UDP/TLS/RTP/SAVPF 96");

        SessionDescription clear = both.inTheClear();

        assertThat(clear.text())
                .doesNotContain("crypto")
                .contains("m=audio 0 RTP/SAVP", "m=audio 4002 RTP/AVP", "m=video 4004 UDP");
        assertThat(clear.audio().orElseThrow().port()).isEqualTo(4002);
    }

    @Test
    void keys_that_cannot_be_used_leave_the_description_as_it_is() {
        SessionDescription other = sdp("m=audio 4000 UDP/TLS/RTP/SAVPF 0", "a=crypto:1 " + LONG + " inline:" + KEY);

        assertThat(other.audio().orElseThrow().crypto()).isEmpty();
        assertThat(other.audio().orElseThrow().isSecure()).isTrue();
        assertThat(other.under(Secured.NOT)).isEqualTo(other);
        assertThat(sdp("m=image 4000 udptl t38").under(Secured.NOT).text()).contains("udptl");
    }

    @Test
    void no_key_is_shown() {
        assertThat(new CryptoLine(1, LONG, KEY).toString()).doesNotContain(KEY);
        assertThatThrownBy(() -> SessionDescription.parse("v=0\r\ncrypto:1 " + LONG + " inline:" + KEY + "\r\n"))
                .hasMessageContaining("hidden")
                .hasMessageNotContaining(KEY);
        String message =
                "a=crypto:1 X INLINE:" + KEY + "|2^20\r\nb=1\r\na=ice-pwd:" + KEY + "\r\na=crypto:2 Y inline:" + KEY;
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(Keyless.message(bytes), StandardCharsets.US_ASCII))
                .hasSameSizeAs(message)
                .doesNotContain(KEY)
                .contains("INLINE:***", "\r\nb=1\r\n");
        byte[] plain = "INVITE sip:a@b SIP/2.0\r\n\r\ninline".getBytes(StandardCharsets.US_ASCII);
        assertThat(Keyless.message(plain)).isSameAs(plain);
        assertThat(Keyless.text(message)).doesNotContain(KEY).contains("b=1");
    }
}
