package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711Spec {
    @Test
    void mu_law_has_the_values_of_the_recommendation() {
        assertThat(G711.PCMU.decode((byte) 0x00)).isEqualTo((short) -32124);
        assertThat(G711.PCMU.decode((byte) 0x80)).isEqualTo((short) 32124);
        assertThat(G711.PCMU.decode((byte) 0x8F)).isEqualTo((short) 16764);
        assertThat(G711.PCMU.decode((byte) 0xFE)).isEqualTo((short) 8);
        assertThat(G711.PCMU.decode((byte) 0xFF)).isZero();
        assertThat(G711.PCMU.decode((byte) 0x7F)).isZero();
        assertThat(G711.PCMU.encode((short) 0)).isEqualTo((byte) 0xFF);
        assertThat(G711.PCMU.encode(Short.MAX_VALUE)).isEqualTo((byte) 0x80);
        assertThat(G711.PCMU.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x00);
    }

    @Test
    void a_law_has_the_values_of_the_recommendation() {
        assertThat(G711.PCMA.decode((byte) 0xD5)).isEqualTo((short) 8);
        assertThat(G711.PCMA.decode((byte) 0x55)).isEqualTo((short) -8);
        assertThat(G711.PCMA.decode((byte) 0xAA)).isEqualTo((short) 32256);
        assertThat(G711.PCMA.decode((byte) 0x2A)).isEqualTo((short) -32256);
        assertThat(G711.PCMA.decode((byte) 0x80)).isEqualTo((short) 5504);
        assertThat(G711.PCMA.encode((short) 0)).isEqualTo((byte) 0xD5);
        assertThat(G711.PCMA.encode((short) -1)).isEqualTo((byte) 0x55);
        assertThat(G711.PCMA.encode(Short.MAX_VALUE)).isEqualTo((byte) 0xAA);
        assertThat(G711.PCMA.encode(Short.MIN_VALUE)).isEqualTo((byte) 0x2A);
    }

    @ParameterizedTest
    @EnumSource
    void every_code_comes_back_as_itself(G711 law) {
        for (int code = 0; code < 256; code++) {
            // Mu-law has two zeros; the negative one is never sent.
            int expected = law == G711.PCMU && code == 0x7F ? 0xFF : code;
            assertThat(law.encode(law.decode((byte) code)) & 0xFF).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_sample_is_off_by_no_more_than_half_a_step(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            int back = law.decode(law.encode((short) sample));
            int allowed = Math.max(16, Math.abs(sample) / 30 + 8);
            // The top of the scale is clipped to the last value of the law.
            assertThat(Math.abs(back - sample)).isLessThanOrEqualTo(Math.max(allowed, Math.abs(sample) - 32124));
        }
    }

    @Test
    void changing_the_law_keeps_the_sound() {
        byte[] mu = new byte[800];
        G711.PCMU.encode(Tone.clip(440, java.time.Duration.ofMillis(100)).samples(), mu);
        byte[] table = G711.PCMU.tableTo(G711.PCMA);
        byte[] a = new byte[mu.length];
        for (int i = 0; i < mu.length; i++) {
            a[i] = table[mu[i] & 0xFF];
        }
        assertThat(Goertzel.share(G711.PCMA.decode(a), 440)).isGreaterThan(0.98);
    }

    @Test
    void payload_types_are_those_of_the_profile() {
        assertThat(G711.PCMU.payloadType()).isZero();
        assertThat(G711.PCMA.payloadType()).isEqualTo(8);
    }
}
