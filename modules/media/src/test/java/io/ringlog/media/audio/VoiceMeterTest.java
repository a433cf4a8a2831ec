package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VoiceMeterTest {

    private final VoiceMeter meter = new VoiceMeter();

    private void frames(int count, int level) {
        short[] frame = new short[Frames.SAMPLES];
        Arrays.fill(frame, (short) level);
        for (int i = 0; i < count; i++) {
            meter.take(frame);
        }
    }

    @Test
    void nothing_is_kept_of_silence_and_of_a_quiet_lines_noise() {
        frames(50, 0);
        frames(50, 100);

        assertThat(meter.keptSamples()).isZero();
        assertThat(meter.silentSamples()).isEqualTo(16_000);
    }

    @Test
    void silence_at_the_end_is_taken_off_but_for_the_fading_of_a_word() {
        frames(25, 0);
        frames(50, 2_000);
        frames(100, 0);

        assertThat(meter.silentSamples()).isEqualTo(16_000);
        assertThat(meter.keptSamples()).isEqualTo(75 * 160 + 1_600);
    }

    @Test
    void a_pause_is_no_end() {
        frames(10, 2_000);
        frames(50, 0);
        frames(1, -2_000);

        assertThat(meter.silentSamples()).isZero();
        assertThat(meter.keptSamples()).isEqualTo(meter.heardSamples());
    }
}
