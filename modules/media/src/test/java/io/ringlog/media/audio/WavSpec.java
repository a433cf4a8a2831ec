package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WavSpec {
    private static final Clip TONE = Tone.clip(700, Duration.ofMillis(101));

    @Test
    void linear_sound_comes_back_unchanged() throws IOException {
        assertThat(WavReader.read(WavWriter.write(TONE)).samples()).isEqualTo(TONE.samples());
    }

    @Test
    void both_laws_come_back_as_the_same_tone() throws IOException {
        for (G711 law : G711.values()) {
            InputStream file = new ByteArrayInputStream(WavWriter.write(TONE, law));
            assertThat(Goertzel.share(WavReader.read(file).samples(), 700)).isGreaterThan(0.98);
        }
    }

    @Test
    void other_chunks_are_skipped_and_the_extensible_format_is_understood() throws IOException {
        byte[] plain = WavWriter.write(Clip.of(new short[] {1, 2, 3}));
        ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        file.put(plain, 0, 12).put("LIST".getBytes()).putInt(3).put(new byte[4]);
        file.put("fmt ".getBytes()).putInt(40).putShort((short) 0xFFFE).put(plain, 22, 14);
        file.put(new byte[8]).putShort((short) 1).put(new byte[14]);
        file.put(plain, 36, plain.length - 36);
        assertThat(WavReader.read(Arrays.copyOf(file.array(), file.position())).samples())
                .containsExactly((short) 1, (short) 2, (short) 3);
    }

    @Test
    void a_data_chunk_left_open_by_a_streaming_writer_goes_on_to_the_end() throws IOException {
        byte[] file = WavWriter.write(Clip.of(new short[] {1, 2, 3}));
        assertThat(WavReader.read(with(file, 40, 0xFFFFFFFF)).length()).isEqualTo(3);
        assertThat(WavReader.read(with(file, 40, 0)).length()).isEqualTo(3);
    }

    @Test
    void each_fault_is_named() {
        byte[] file = WavWriter.write(TONE);
        refused(new byte[5], "5 bytes");
        refused(with(file, 0, 0x58464952), "no WAV");
        refused(with(file, 4, 0), "no WAV");
        refused(with(file, 8, 0), "no WAV");
        refused(Arrays.copyOf(file, 36), "no 'data'");
        refused(with(file, 16, 4000), "chunk 'fmt ' claims 4000 bytes");
        refused(with(file, 16, 14), "14 bytes, at least 16");
        refused(with(file, 12, 0x4b4e554a), "before any 'fmt '");
        refused(with(file, 20, 1 | 2 << 16), "2 channels");
        refused(with(file, 20, 3 | 1 << 16), "encoding 3");
        refused(with(file, 20, 0xFFFE | 1 << 16), "encoding 65534");
        refused(with(file, 24, 44100), "44100 samples/s");
        refused(with(file, 32, 2 | 24 << 16), "24 bits");
        refused(with(file, 20, 7 | 1 << 16), "16 bits per sample, it must have 8");
    }

    @Test
    void a_file_of_more_than_an_hour_is_refused() {
        InputStream endless = InputStream.nullInputStream();
        InputStream huge = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int count) {
                return count;
            }
        };
        assertThatThrownBy(() -> WavReader.read(huge))
                .isInstanceOf(WavFault.class)
                .hasMessageContaining("larger");
        assertThatThrownBy(() -> WavReader.read(endless)).hasMessageContaining("0 bytes");
    }

    @Test
    void sound_of_other_rates_and_channels_becomes_telephone_sound() throws IOException {
        for (int rate : new int[] {8_000, 11_025, 22_050, 44_100, 48_000}) {
            Clip heard = WavReader.convert(stereo(rate, 700, 6_000));
            assertThat(heard.duration().toMillis()).as("at " + rate).isBetween(495L, 500L);
            short[] middle = Arrays.copyOfRange(heard.samples(), 800, 3_200);
            assertThat(Goertzel.share(middle, 700)).as("at " + rate).isGreaterThan(0.99);
        }
    }

    @Test
    void what_lies_above_the_band_of_a_telephone_is_taken_out() throws IOException {
        short[] heard = WavReader.convert(stereo(44_100, 5_500, 5_500)).samples();
        int loudest = 0;
        for (short sample : Arrays.copyOfRange(heard, 800, 3_200)) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        assertThat(loudest).isLessThan(400);
    }

    @Test
    void what_cannot_be_converted_is_named() {
        byte[] file = WavWriter.write(TONE);
        List.of(with(file, 24, 3_000), with(file, 24, 200_000), with(file, 20, 1), with(file, 20, 1 | 9 << 16))
                .forEach(bad -> assertThatThrownBy(() -> WavReader.convert(bad)).isInstanceOf(WavFault.class));
        assertThat(WavReader.isWav(file)).isTrue();
        assertThat(WavReader.isWav(new byte[3])).isFalse();
    }

    /** Half a second of two tones, one on either side; the one above the band is as loud. */
    private static byte[] stereo(int rate, double left, double right) {
        int count = rate / 2;
        ByteBuffer file = ByteBuffer.allocate(44 + count * 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(with(with(WavWriter.header(1, count * 4), 20, 1 | 2 << 16), 24, rate));
        for (int i = 0; i < count; i++) {
            file.putShort((short) (8_000 * Math.sin(2 * Math.PI * left * i / rate)));
            file.putShort((short) (rate > 2 * right ? 8_000 * Math.sin(2 * Math.PI * right * i / rate) : 0));
        }
        return file.array();
    }

    private static void refused(byte[] file, String fault) {
        assertThatThrownBy(() -> WavReader.read(file))
                .isInstanceOf(WavFault.class)
                .hasMessageContaining(fault);
    }

    private static byte[] with(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return changed;
    }
}
