package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MixingSpec {
    private final MixMinus mix = new MixMinus();
    private final VoiceBuffer buffer = new VoiceBuffer();
    private final short[] frame = new short[Frames.SAMPLES];

    private static short[] level(int sample) {
        short[] voice = new short[Frames.SAMPLES];
        Arrays.fill(voice, (short) sample);
        return voice;
    }

    private boolean put(int timestamp, int length, byte code) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, code);
        return buffer.put(timestamp, G711.PCMU, ByteBuffer.wrap(payload), 0, length);
    }

    @Test
    void each_hears_the_others_and_not_itself() {
        short[] low = Tone.clip(500, Duration.ofMillis(20)).samples();
        short[] high = Tone.clip(900, Duration.ofMillis(20)).samples();
        mix.add(low);
        mix.add(high);

        mix.without(low, frame);
        assertThat(frame).isEqualTo(high);
        mix.without(high, frame);
        assertThat(frame).isEqualTo(low);
    }

    @Test
    void who_is_silent_hears_all_and_the_next_frame_begins_empty() {
        mix.add(level(100));
        mix.add(level(20));
        mix.all(frame);
        assertThat(frame).isEqualTo(level(120));

        mix.clear();
        mix.all(frame);
        assertThat(frame).isEqualTo(level(0));
    }

    @Test
    void what_is_too_loud_is_clipped_but_comes_out_right_without_its_loudest() {
        mix.add(level(30_000));
        mix.add(level(30_000));
        mix.add(level(-5));
        mix.all(frame);
        assertThat(frame).isEqualTo(level(Short.MAX_VALUE));
        mix.without(level(30_000), frame);
        assertThat(frame).isEqualTo(level(29_995));
        mix.clear();
        mix.add(level(-30_000));
        mix.add(level(-30_000));
        mix.all(frame);
        assertThat(frame).isEqualTo(level(Short.MIN_VALUE));
    }

    @Test
    void a_voice_is_heard_once_forty_milliseconds_of_it_are_there() {
        put(0, 160, (byte) 0x80);
        assertThat(buffer.take(frame)).isFalse();
        put(160, 160, (byte) 0x80);

        assertThat(buffer.take(frame)).isTrue();
        assertThat(frame[0]).isEqualTo(G711.PCMU.decode((byte) 0x80));
        assertThat(buffer.take(frame)).isTrue();
        assertThat(buffer.take(frame)).as("it ran dry and gathers again").isFalse();
        put(320, 160, (byte) 0x80);
        assertThat(buffer.take(frame)).isFalse();
    }

    @Test
    void packets_of_any_length_become_frames_of_twenty_milliseconds() {
        put(0, 240, (byte) 1);
        put(240, 80, (byte) 2);

        assertThat(buffer.take(frame)).isTrue();
        assertThat(buffer.take(frame)).isTrue();
        assertThat(frame[79]).isEqualTo(G711.PCMU.decode((byte) 1));
        assertThat(frame[80]).isEqualTo(G711.PCMU.decode((byte) 2));
        assertThat(buffer.take(frame)).isFalse();
    }

    @Test
    void what_comes_late_or_twice_is_left_out_but_a_new_clock_is_followed() {
        assertThat(put(1000, 160, (byte) 1)).isTrue();
        assertThat(put(1160, 160, (byte) 1)).isTrue();
        assertThat(put(1000, 160, (byte) 2)).isFalse();
        assertThat(put(1160, 160, (byte) 2)).isFalse();
        assertThat(put(-90_000, 160, (byte) 3)).isTrue();
        assertThat(put(Integer.MAX_VALUE - 10, 160, (byte) 3)).isTrue();
        assertThat(put(Integer.MAX_VALUE - 10, 160, (byte) 3))
                .as("across the wrap")
                .isFalse();
    }

    @Test
    void a_flood_keeps_only_the_newest_sound() {
        for (int i = 0; i < 100; i++) {
            put(i * 160, 160, (byte) i);
        }
        put(100 * 160, 5000, (byte) 7);

        int frames = 0;
        while (buffer.take(frame)) {
            frames++;
            assertThat(frame).isEqualTo(G711.PCMU.decode(filled((byte) 7)));
        }
        assertThat(frames).isEqualTo(6);
    }

    private static byte[] filled(byte code) {
        byte[] codes = new byte[Frames.SAMPLES];
        Arrays.fill(codes, code);
        return codes;
    }
}
