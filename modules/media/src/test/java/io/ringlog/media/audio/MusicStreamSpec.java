package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Everybody who tunes in hears a stream where the clock says it is. */
class MusicStreamSpec {

    private final AtomicLong clock = new AtomicLong();

    /** So long, and all of it this sample. */
    private static Clip clip(int length, int sample) {
        short[] samples = new short[length];
        Arrays.fill(samples, (short) sample);
        return Clip.of(samples);
    }

    private static short[] frame(AudioSource source) {
        short[] frame = new short[Frames.SAMPLES];
        assertThat(source.read(frame)).isTrue();
        return frame;
    }

    private static short first(AudioSource source) {
        return frame(source)[0];
    }

    @Test
    void clips_follow_one_another_round_after_round_without_a_gap() {
        AudioSource heard =
                MusicStream.of(List.of(clip(200, 1), clip(40, 2)), null).tuned(clock::get);

        short[] one = frame(heard);
        clock.addAndGet(Frames.SAMPLES);
        short[] two = frame(heard);

        assertThat(one).containsOnly(1);
        assertThat(Arrays.copyOfRange(two, 0, 40)).containsOnly(1);
        assertThat(Arrays.copyOfRange(two, 40, 80)).containsOnly(2);
        assertThat(Arrays.copyOfRange(two, 80, 160)).containsOnly(1);
    }

    @Test
    void who_comes_later_hears_what_the_others_hear() {
        MusicStream stream = MusicStream.of(List.of(clip(8_000, 1), clip(8_000, 2), clip(8_000, 3)), null);
        AudioSource early = stream.tuned(clock::get);
        clock.set(8_000 * 4 + 100);

        AudioSource late = stream.tuned(clock::get);

        assertThat(first(late)).isEqualTo((short) 2);
        assertThat(first(early)).isEqualTo((short) 2);
    }

    @Test
    void who_was_held_up_goes_on_where_the_others_are() {
        MusicStream stream = MusicStream.of(List.of(clip(1_600, 1), clip(1_600, 2)), null);
        AudioSource heard = stream.tuned(clock::get);
        first(heard);

        clock.set(1_600);

        assertThat(first(heard)).isEqualTo((short) 2);
    }

    @Test
    void a_beat_that_is_a_little_late_repeats_and_skips_nothing() {
        short[] ramp = new short[3_200];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (short) i;
        }
        AudioSource heard = MusicStream.of(List.of(Clip.of(ramp)), null).tuned(clock::get);

        for (int beat = 0; beat < 10; beat++) {
            clock.set(beat * Frames.SAMPLES + (beat % 2) * 300);
            assertThat(first(heard)).isEqualTo((short) (beat * Frames.SAMPLES));
        }
    }

    @Test
    void a_seed_gives_each_round_an_order_of_its_own_which_is_always_the_same() {
        List<Clip> clips = List.of(clip(160, 1), clip(160, 2), clip(160, 3), clip(160, 4), clip(160, 5));
        MusicStream stream = MusicStream.of(clips, 7L);

        Set<String> orders = new HashSet<>();
        for (long round = -5; round < 50; round++) {
            int[] order = stream.order(round);
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            assertThat(MusicStream.of(clips, 7L).order(round)).isEqualTo(order);
            orders.add(Arrays.toString(order));
        }
        assertThat(orders).hasSizeGreaterThan(20);
        assertThat(MusicStream.of(clips, null).order(3)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void a_shuffled_round_is_heard_whole_by_whoever_tunes_in_at_any_place() {
        MusicStream stream = MusicStream.of(List.of(clip(160, 1), clip(160, 2), clip(160, 3)), 11L);
        AudioSource along = stream.tuned(clock::get);
        for (int beat = 0; beat < 90; beat++) {
            clock.set((long) beat * Frames.SAMPLES);
            assertThat(frame(along)).isEqualTo(frame(stream.tuned(clock::get)));
        }
    }

    @Test
    void a_clock_before_its_beginning_is_a_clock_too() {
        clock.set(-1);

        assertThat(first(MusicStream.of(List.of(clip(160, 1), clip(160, 2)), null)
                        .tuned(clock::get)))
                .isEqualTo((short) 2);
    }

    @Test
    void nothing_to_be_heard_is_no_stream_and_an_empty_clip_is_left_out() {
        assertThatThrownBy(() -> MusicStream.of(List.of(clip(0, 0)), null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(first(MusicStream.of(List.of(clip(0, 0), clip(160, 2)), null).tuned(clock::get)))
                .isEqualTo((short) 2);
    }
}
