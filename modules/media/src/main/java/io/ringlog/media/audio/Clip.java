package io.ringlog.media.audio;

import java.time.Duration;
import java.util.Arrays;

/** Finished sound in memory: 8 kHz mono, 16-bit linear. Never changes, so any number of calls can play it at once. */
public final class Clip {
    private final short[] samples;

    private Clip(short[] samples) {
        this.samples = samples;
    }

    public static Clip of(short[] samples) {
        return new Clip(samples.clone());
    }

    /** Silence of that length. */
    public static Clip silence(Duration length) {
        return new Clip(new short[samplesIn(length)]);
    }

    /** A source's frames up to a length, or to its end when that comes first. */
    public static Clip record(AudioSource source, Duration atMost) {
        short[] all = new short[samplesIn(atMost)];
        short[] frame = new short[Frames.SAMPLES];
        int filled = 0;
        while (filled < all.length && source.read(frame)) {
            int count = Math.min(frame.length, all.length - filled);
            System.arraycopy(frame, 0, all, filled, count);
            filled += count;
        }
        return new Clip(Arrays.copyOf(all, filled));
    }

    private static int samplesIn(Duration length) {
        return Math.toIntExact(length.toMillis() * Frames.SAMPLES_PER_SECOND / 1000);
    }

    /** This clip, then the other. */
    public Clip then(Clip next) {
        short[] both = Arrays.copyOf(samples, samples.length + next.samples.length);
        System.arraycopy(next.samples, 0, both, samples.length, next.samples.length);
        return new Clip(both);
    }

    public int length() {
        return samples.length;
    }

    public Duration duration() {
        return Duration.ofMillis(samples.length * 1000L / Frames.SAMPLES_PER_SECOND);
    }

    public short[] samples() {
        return samples.clone();
    }

    /**
     * Copies samples into a frame, as many as there are and as fit.
     *
     * @return how many
     */
    int copy(int from, short[] frame, int to) {
        int count = Math.min(frame.length - to, samples.length - from);
        System.arraycopy(samples, from, frame, to, count);
        return count;
    }

    /** Plays the clip once from its start; the last frame is filled up with silence. */
    public AudioSource once() {
        return new ClipSource(samples, 0, false);
    }

    /** Plays the clip for ever, without a gap, from an offset in samples (so that callers can tune in mid-way). */
    public AudioSource loop(long fromSample) {
        return new ClipSource(
                samples, samples.length == 0 ? 0 : (int) Math.floorMod(fromSample, (long) samples.length), true);
    }

    private static final class ClipSource implements AudioSource {
        private final short[] samples;
        private final boolean forever;
        private int at;

        private ClipSource(short[] samples, int at, boolean forever) {
            this.samples = samples;
            this.at = at;
            this.forever = forever;
        }

        @Override
        public boolean read(short[] frame) {
            if (at >= samples.length) {
                return false;
            }
            int filled = 0;
            while (filled < frame.length && at < samples.length) {
                int count = Math.min(frame.length - filled, samples.length - at);
                System.arraycopy(samples, at, frame, filled, count);
                filled += count;
                at += count;
                at = forever && at == samples.length ? 0 : at;
            }
            Arrays.fill(frame, filled, frame.length, (short) 0);
            return true;
        }
    }
}
