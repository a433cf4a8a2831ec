package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EchoSpec {
    private final short[] frame = new short[Frames.SAMPLES];

    @Test
    void what_is_said_comes_back_and_silence_where_nothing_is_said() {
        Echo echo = new Echo(Duration.ofSeconds(10));
        short[] tone = Tone.clip(650, Duration.ofMillis(400)).samples();
        byte[] coded = new byte[tone.length];
        G711.PCMA.encode(tone, coded);
        assertThat(echo.read(frame)).isTrue();
        assertThat(frame).containsOnly(0);

        short[] heard = new short[tone.length];
        for (int i = 0; i < tone.length; i += Frames.SAMPLES) {
            echo.hear(1000 + i, G711.PCMA, ByteBuffer.wrap(coded), i, Frames.SAMPLES);
            assertThat(echo.read(frame)).isTrue();
            System.arraycopy(frame, 0, heard, i, Frames.SAMPLES);
        }
        assertThat(Goertzel.share(heard, 650)).isGreaterThan(0.9);
    }

    @Test
    void it_ends_when_its_time_is_over_whatever_is_said() {
        Echo echo = new Echo(Duration.ofMillis(60));
        for (int i = 0; i < 3; i++) {
            assertThat(echo.read(frame)).isTrue();
        }
        assertThat(echo.read(frame)).isFalse();
    }
}
