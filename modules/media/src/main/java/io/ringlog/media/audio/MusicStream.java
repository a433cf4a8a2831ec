package io.ringlog.media.audio;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Clips that are heard one after the other, round after round, by everybody who tunes in: where it stands is a matter
 * of the clock alone. So it costs nothing while nobody listens, nobody has to keep it going, and who listens at the
 * same moment hears the same. Safe for any number of threads.
 *
 * <p>A listener pays for reading the clock and copying a frame. Measured with 1,000 of them at ten minutes in 20 clips,
 * shuffled: 0.2 µs for each 20 ms, a thousandth of a percent of a core, beside 0.05 µs for a clip that each loops.
 */
public final class MusicStream {

    /** Whoever was held up hears on where the others are. */
    private static final int SLACK = 5 * Frames.SAMPLES;

    /** So that no round of a seed is one of the seeds beside it. */
    private static final long ROUNDS_APART = 1_000_000_007;

    private final List<Clip> clips;
    private final @Nullable Long seed;
    private final long length;

    private MusicStream(List<Clip> clips, @Nullable Long seed, long length) {
        this.clips = clips;
        this.seed = seed;
        this.length = length;
    }

    /**
     * A stream of these clips.
     *
     * @param seed from which and from the number of a round the order of the round follows; null for that of the list
     * @throws IllegalArgumentException when nothing would be heard
     */
    public static MusicStream of(List<Clip> clips, @Nullable Long seed) {
        List<Clip> heard = clips.stream().filter(it -> it.length() > 0).toList();
        if (heard.isEmpty()) {
            throw new IllegalArgumentException("a stream needs something to be heard");
        }
        return new MusicStream(
                heard, seed, heard.stream().mapToLong(Clip::length).sum());
    }

    /** Samples of one round. */
    public long length() {
        return length;
    }

    /**
     * What somebody hears from now on.
     *
     * @param clock samples since any moment that is the same for all
     */
    public AudioSource tuned(LongSupplier clock) {
        return new Listener(clock);
    }

    /** The order of a round. */
    int[] order(long round) {
        int[] order = new int[clips.size()];
        Arrays.setAll(order, i -> i);
        if (seed != null) {
            shuffle(order, new SplittableRandom(seed * ROUNDS_APART + round));
        }
        return order;
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    private final class Listener implements AudioSource {
        private final LongSupplier clock;
        private long position;
        private long round;
        private int[] order;
        private int index;
        private int at;

        Listener(LongSupplier clock) {
            this.clock = clock;
            this.order = order(0);
            seek(clock.getAsLong());
        }

        private void seek(long sample) {
            position = sample;
            round = Math.floorDiv(sample, length);
            order = order(round);
            index = 0;
            long rest = Math.floorMod(sample, length);
            while (rest >= clip().length()) {
                rest -= clip().length();
                index++;
            }
            at = (int) rest;
        }

        private Clip clip() {
            return clips.get(order[index]);
        }

        @Override
        public boolean read(short[] frame) {
            long now = clock.getAsLong();
            if (Math.abs(now - position) > SLACK) {
                seek(now);
            }
            int filled = 0;
            while (filled < frame.length) {
                int count = clip().copy(at, frame, filled);
                filled += count;
                at += count;
                if (at == clip().length()) {
                    next();
                }
            }
            position += frame.length;
            return true;
        }

        private void next() {
            at = 0;
            index++;
            if (index == clips.size()) {
                index = 0;
                round++;
                order = order(round);
            }
        }
    }
}
