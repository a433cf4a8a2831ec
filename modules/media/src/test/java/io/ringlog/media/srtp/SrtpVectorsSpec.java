package io.ringlog.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 3711 appendix B, and whole packets under its keys. */
class SrtpVectorsSpec {
    private static final String KEY = "E1F97A0D3E018BE0D64FA32C06DE4139";
    private static final String SALT = "0EC675AD498AFEEBB6960B3AABE6";
    private static final String RTP = "800f1234decafbadcafebabeabababababababababababababababab";
    private static final String SEALED = "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
    private static final String REPORT = "81c8000bcafebabeabababababababababababababababab";
    private static final String SEALED_REPORT =
            "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";

    @Test
    void the_keystream_is_that_of_appendix_b2() {
        Keystream stream = new Keystream(hex("2B7E151628AED2A6ABF7158809CF4F3C"), hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        byte[] zeros = new byte[50];

        stream.apply(zeros, 2, 50, 0, 0);

        assertThat(Arrays.copyOfRange(zeros, 2, 50))
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4"
                        + "D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    @Test
    void session_keys_are_those_of_appendix_b3() {
        assertThat(Keystream.derive(key(), 0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(Keystream.derive(key(), 2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(Keystream.derive(key(), 1, 20)).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    @Test
    void a_packet_is_sealed_and_opened() {
        byte[] packet = Arrays.copyOf(hex(RTP), 64);

        int sealed = new SrtpSender(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key()).seal(packet, 28);

        assertThat(Arrays.copyOf(packet, sealed)).isEqualTo(hex(SEALED));
        int opened = new SrtpReceiver(SrtpSuite.AES_CM_128_HMAC_SHA1_80, key()).open(packet, sealed);
        assertThat(Arrays.copyOf(packet, opened)).isEqualTo(hex(RTP));
    }

    @Test
    void a_report_is_sealed_and_opened() {
        byte[] packet = Arrays.copyOf(hex(REPORT), 64);

        int sealed = new SrtpSender(SrtpSuite.AES_CM_128_HMAC_SHA1_32, key()).sealReport(packet, 24);

        assertThat(Arrays.copyOf(packet, sealed)).isEqualTo(hex(SEALED_REPORT));
        int opened = new SrtpReceiver(SrtpSuite.AES_CM_128_HMAC_SHA1_32, key()).openReport(packet, sealed);
        assertThat(Arrays.copyOf(packet, opened)).isEqualTo(hex(REPORT));
    }

    @Test
    void the_short_tag_is_the_beginning_of_the_long_one() {
        byte[] packet = Arrays.copyOf(hex(RTP), 64);

        int sealed = new SrtpSender(SrtpSuite.AES_CM_128_HMAC_SHA1_32, key()).seal(packet, 28);

        assertThat(Arrays.copyOf(packet, sealed)).isEqualTo(Arrays.copyOf(hex(SEALED), 32));
    }

    @Test
    void a_key_is_read_and_written_as_base64_and_never_told() {
        SrtpKey key = key();

        assertThat(SrtpKey.ofBase64(key.base64())).contains(key);
        assertThat(key).hasSameHashCodeAs(key()).isNotEqualTo(KEY).hasToString("SrtpKey[hidden]");
        assertThat(SrtpKey.ofBase64("AAAA")).isEmpty();
        assertThat(SrtpKey.ofBase64("no base64!")).isEmpty();
    }

    private static SrtpKey key() {
        return SrtpKey.ofBase64(Base64.getEncoder().encodeToString(hex(KEY + SALT)))
                .orElseThrow();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
