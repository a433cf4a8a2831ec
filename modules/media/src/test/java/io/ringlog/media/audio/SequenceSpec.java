package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.Sequence.Track;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clips follow each other sample by sample. */
class SequenceSpec {

    private static Clip steady(int value, int length) {
        short[] samples = new short[length];
        Arrays.fill(samples, (short) value);
        return Clip.of(samples);
    }

    private static short[] all(AudioSource source) {
        return Clip.record(source, Duration.ofSeconds(5)).samples();
    }

    @Test
    void clips_follow_each_other_without_a_gap() {
        short[] heard = all(Sequence.once(
                List.of(Track.of(steady(1, 100)), Track.of(Clip.of(new short[0])), Track.of(steady(2, 90)))));

        assertThat(heard).hasSize(320);
        assertThat(heard[99]).isEqualTo((short) 1);
        assertThat(heard[100]).isEqualTo((short) 2);
        assertThat(heard[189]).isEqualTo((short) 2);
        assertThat(heard[190]).isZero();
    }

    @Test
    void nothing_is_over_at_once() {
        assertThat(Sequence.once(List.of()).read(new short[160])).isFalse();
        assertThat(Sequence.once(List.of(Track.of(Clip.of(new short[0])))).read(new short[160]))
                .isFalse();
    }

    @Test
    void what_is_still_being_made_is_waited_for_in_silence() {
        AtomicReference<@Nullable Clip> made = new AtomicReference<>();
        AudioSource source = Sequence.once(List.of(Track.of(steady(1, 40)), made::get));
        short[] frame = new short[160];

        assertThat(source.read(frame)).isTrue();
        assertThat(frame[39]).isEqualTo((short) 1);
        assertThat(frame[40]).isZero();
        made.set(steady(2, 160));
        assertThat(source.read(frame)).isTrue();
        assertThat(frame).containsOnly((short) 2);
        assertThat(source.read(frame)).isFalse();
    }

    @Test
    void what_does_not_come_is_left_out_after_two_seconds() {
        short[] heard = all(Sequence.once(List.of(() -> null, Track.of(steady(2, 160)))));

        assertThat(heard).hasSize(16_160);
        assertThat(heard[15_999]).isZero();
        assertThat(heard[16_000]).isEqualTo((short) 2);
    }

    @Test
    void another_source_is_heard_after_them() {
        AudioSource music = steady(7, 10).loop(0);
        AudioSource source = Sequence.before(music, List.of(Track.of(steady(1, 160))));
        short[] frame = new short[160];

        assertThat(source.read(frame)).isTrue();
        assertThat(frame).containsOnly((short) 1);
        assertThat(source.read(frame)).isTrue();
        assertThat(frame).containsOnly((short) 7);
        assertThat(Sequence.before(music, List.of())).isSameAs(music);
    }
}
