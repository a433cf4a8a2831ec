package io.ringlog.media.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads WAV files (16-bit PCM, mu-law, A-law): 8 kHz mono as they are, others converted when that is asked for. */
public final class WavReader {
    /** An hour of 16-bit sound: what is longer is no prompt. */
    public static final int MAX_BYTES = 60 * 60 * Frames.SAMPLES_PER_SECOND * 2;

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int EXTENSIBLE = 0xFFFE;

    /** Rates and channels that are converted. */
    private static final int LOWEST_RATE = 4_000;

    private static final int HIGHEST_RATE = 192_000;
    private static final int MOST_CHANNELS = 8;

    private record Format(int encoding, int channels, int rate) {

        void requireOurs() throws WavFault {
            require(channels == 1, "the file has " + channels + " channels, it must be mono");
            require(rate == Frames.SAMPLES_PER_SECOND, "the file has " + rate + " samples/s, it must have 8000");
        }

        short[] convert(short[] samples) throws WavFault {
            require(channels >= 1 && channels <= MOST_CHANNELS, "the file has " + channels + " channels");
            require(rate >= LOWEST_RATE && rate <= HIGHEST_RATE, "the file has " + rate + " samples/s");
            return Resampler.toTelephone(Resampler.toMono(samples, channels), rate);
        }
    }

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
        return Clip.of(samples(chunks(file), false));
    }

    /**
     * Reads a file of any rate and number of channels and makes 8 kHz mono of it.
     *
     * @throws WavFault naming what is wrong
     */
    public static Clip convert(byte[] file) throws WavFault {
        return Clip.of(samples(chunks(file), true));
    }

    /** Whether a file says of itself that it is a WAV. */
    public static boolean isWav(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        return file.length >= 12 && "RIFF".equals(tag(in)) && in.getInt() != 0 && "WAVE".equals(tag(in));
    }

    private static ByteBuffer chunks(byte[] file) throws WavFault {
        if (file.length < 12) {
            throw new WavFault("the file has " + file.length + " bytes, too few for a WAV header");
        }
        require(isWav(file), "the file is no WAV: it does not start with RIFF and WAVE");
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(12);
    }

    private static short[] samples(ByteBuffer in, boolean convert) throws WavFault {
        Format format = null;
        while (in.remaining() >= 8) {
            String name = tag(in);
            long size = in.getInt() & 0xFFFFFFFFL;
            if ("data".equals(name)) {
                return decode(format, dataOf(in, size), convert);
            }
            if (size > in.remaining()) {
                throw new WavFault("chunk '" + name + "' claims " + size + " bytes, " + in.remaining() + " are left");
            }
            int next = in.position() + (int) size;
            if ("fmt ".equals(name)) {
                format = format(in, size);
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

    private static Format format(ByteBuffer in, long size) throws WavFault {
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
        int wanted = encoding == PCM ? 16 : 8;
        require(
                encoding == PCM || encoding == MU_LAW || encoding == A_LAW,
                "the file has encoding " + encoding + ", it must be PCM (1), A-law (6) or mu-law (7)");
        require(bits == wanted, "the file has " + bits + " bits per sample, it must have " + wanted);
        return new Format(encoding, channels, rate);
    }

    private static short[] decode(@Nullable Format format, byte[] data, boolean convert) throws WavFault {
        if (format == null) {
            throw new WavFault("the 'data' chunk comes before any 'fmt ' chunk");
        }
        if (convert) {
            return format.convert(decode(format.encoding(), data));
        }
        format.requireOurs();
        return decode(format.encoding(), data);
    }

    private static short[] decode(int encoding, byte[] data) {
        return switch (encoding) {
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
