package io.ringlog.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads 8 kHz mono WAV files (16-bit PCM, mu-law, A-law); converts no rates and mixes no channels. */
public final class WavReader {
    /** An hour of 16-bit sound: what is longer is no prompt. */
    public static final int MAX_BYTES = 60 * 60 * Frames.SAMPLES_PER_SECOND * 2;

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    private WavReader() {}

    /** Reads a stream to its end, at most {@link #MAX_BYTES}. */
    public static Clip read(InputStream in) throws IOException {
        byte[] file = in.readNBytes(MAX_BYTES + 1);
        if (file.length > MAX_BYTES) {
            throw new WavFault("the file is larger than " + MAX_BYTES + " bytes");
        }
        return read(file);
    }

    /** @throws WavFault naming what is wrong and what would be right */
    public static Clip read(byte[] file) throws WavFault {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 12) {
            throw new WavFault("the file has " + file.length + " bytes, too few for a WAV header");
        }
        if (!"RIFF".equals(tag(in)) || in.getInt() == 0 || !"WAVE".equals(tag(in))) {
            throw new WavFault("the file is no WAV: it does not start with RIFF and WAVE");
        }
        return Clip.of(samples(in));
    }

    private static short[] samples(ByteBuffer in) throws WavFault {
        int encoding = 0;
        while (in.remaining() >= 8) {
            String name = tag(in);
            long size = in.getInt() & 0xFFFFFFFFL;
            if ("data".equals(name)) {
                return decode(encoding, dataOf(in, size));
            }
            if (size > in.remaining()) {
                throw new WavFault("chunk '" + name + "' claims " + size + " bytes, " + in.remaining() + " are left");
            }
            int next = in.position() + (int) size;
            if ("fmt ".equals(name)) {
                encoding = encoding(in, size);
            }
            // Chunks are padded to an even length; the pad of the last one may be missing.
            in.position(Math.min(in.limit(), next + (int) (size & 1)));
        }
        throw new WavFault("the file has no 'data' chunk");
    }

    private static byte[] dataOf(ByteBuffer in, long size) {
        // Writers that stream leave 0 or the maximum in the size: the data then goes on to the end of the file.
        boolean open = size == 0 || size > in.remaining();
        byte[] data = new byte[open ? in.remaining() : (int) size];
        in.get(data);
        return data;
    }

    private static int encoding(ByteBuffer in, long size) throws WavFault {
        if (size < 16) {
            throw new WavFault("the 'fmt ' chunk has " + size + " bytes, at least 16 are needed");
        }
        int encoding = in.getShort() & 0xFFFF;
        int channels = in.getShort() & 0xFFFF;
        int rate = in.getInt();
        in.position(in.position() + 6);
        int bits = in.getShort() & 0xFFFF;
        if (encoding == EXTENSIBLE && size >= 26) {
            in.position(in.position() + 8);
            encoding = in.getShort() & 0xFFFF;
        }
        require(channels == 1, "the file has " + channels + " channels, it must be mono");
        require(rate == Frames.SAMPLES_PER_SECOND, "the file has " + rate + " samples/s, it must have 8000");
        int wanted = encoding == PCM ? 16 : 8;
        require(
                encoding == PCM || encoding == MU_LAW || encoding == A_LAW,
                "the file has encoding " + encoding + ", it must be PCM (1), A-law (6) or mu-law (7)");
        require(bits == wanted, "the file has " + bits + " bits per sample, it must have " + wanted);
        return encoding;
    }

    private static short[] decode(int encoding, byte[] data) throws WavFault {
        return switch (encoding) {
            case 0 -> throw new WavFault("the 'data' chunk comes before any 'fmt ' chunk");
            case MU_LAW -> G711.PCMU.decode(data);
            case A_LAW -> G711.PCMA.decode(data);
            default -> linear(data);
        };
    }

    private static short[] linear(byte[] data) {
        short[] samples = new short[data.length / 2];
        ByteBuffer.wrap(Arrays.copyOf(data, samples.length * 2))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private static String tag(ByteBuffer in) {
        byte[] name = new byte[4];
        in.get(name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean right, String fault) throws WavFault {
        if (!right) {
            throw new WavFault(fault);
        }
    }
}
