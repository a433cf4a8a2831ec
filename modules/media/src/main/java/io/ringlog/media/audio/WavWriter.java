package io.ringlog.media.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes clips as WAV files: 16-bit PCM, or one of the G.711 laws. */
public final class WavWriter {
    /** Before the samples of a file that this class writes. */
    public static final int HEADER_BYTES = 44;

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;

    private WavWriter() {}

    /** 8 kHz mono 16-bit PCM. */
    public static byte[] write(Clip clip) {
        short[] samples = clip.samples();
        ByteBuffer file = start(PCM, 2, samples.length);
        for (short sample : samples) {
            file.putShort(sample);
        }
        return file.array();
    }

    /** 8 kHz mono, 8 bits per sample in the given law. */
    public static byte[] write(Clip clip, G711 law) {
        byte[] codes = new byte[clip.length()];
        law.encode(clip.samples(), codes);
        return start(law == G711.PCMU ? MU_LAW : A_LAW, 1, codes.length)
                .put(codes)
                .array();
    }

    /**
     * The 44 bytes before the samples of a file of 8 kHz 16-bit PCM.
     *
     * @param channels 1, or 2 whose samples follow by turns, the left first
     * @param dataBytes how many bytes of samples follow
     */
    public static byte[] header(int channels, int dataBytes) {
        return Arrays.copyOf(start(new Format(PCM, channels, 2), 0, dataBytes).array(), HEADER_BYTES);
    }

    private record Format(int encoding, int channels, int bytesPerSample) {
        int bytesPerMoment() {
            return channels * bytesPerSample;
        }
    }

    private static ByteBuffer start(int encoding, int bytesPerSample, int samples) {
        int data = samples * bytesPerSample;
        return start(new Format(encoding, 1, bytesPerSample), data + (data & 1), data);
    }

    private static ByteBuffer start(Format format, int room, int data) {
        int padded = data + (data & 1);
        int rate = Frames.SAMPLES_PER_SECOND;
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + room).order(ByteOrder.LITTLE_ENDIAN);
        file.put(tag("RIFF")).putInt(HEADER_BYTES - 8 + padded).put(tag("WAVE"));
        file.put(tag("fmt ")).putInt(16).putShort((short) format.encoding()).putShort((short) format.channels());
        file.putInt(rate).putInt(rate * format.bytesPerMoment());
        file.putShort((short) format.bytesPerMoment()).putShort((short) (8 * format.bytesPerSample()));
        return file.put(tag("data")).putInt(data);
    }

    private static byte[] tag(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }
}
