package io.ringlog.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundSpec {
    private final short[] frame = new short[Frames.SAMPLES];

    @Test
    void a_tone_is_heard_and_others_are_not() {
        short[] tone = Tone.clip(440, Duration.ofMillis(200)).samples();
        assertThat(Goertzel.share(tone, 440)).isGreaterThan(0.99);
        assertThat(Goertzel.share(tone, 880)).isLessThan(0.01);
        assertThat(Goertzel.hears(tone, 440)).isTrue();
        assertThat(Goertzel.hears(tone, 1000)).isFalse();
        assertThat(Goertzel.share(new short[160], 440)).isZero();
    }

    @Test
    void a_tone_outside_the_band_is_refused() {
        assertThatThrownBy(() -> new Tone(4000, 1)).hasMessageContaining("4000.0");
        assertThatThrownBy(() -> new Tone(0, 1)).hasMessageContaining("0.0");
    }

    @Test
    void a_clip_ends_after_its_last_frame_filled_up_with_silence() {
        short[] samples = new short[200];
        Arrays.fill(samples, (short) 9);
        AudioSource once = Clip.of(samples).once();
        assertThat(once.read(frame)).isTrue();
        assertThat(once.read(frame)).isTrue();
        assertThat(frame[39]).isEqualTo((short) 9);
        assertThat(frame[40]).isZero();
        assertThat(once.read(frame)).isFalse();
    }

    @Test
    void a_loop_has_no_seam_and_can_begin_anywhere() {
        short[] samples = new short[100];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) i;
        }
        AudioSource loop = Clip.of(samples).loop(1090);
        assertThat(loop.read(frame)).isTrue();
        for (int i = 0; i < frame.length; i++) {
            assertThat(frame[i]).isEqualTo((short) ((90 + i) % 100));
        }
        assertThat(Clip.of(new short[0]).loop(5).read(frame)).isFalse();
    }

    @Test
    void a_recording_stops_at_its_limit_or_at_the_end() {
        assertThat(Clip.record(AudioSource.silence(), Duration.ofMillis(50)).length())
                .isEqualTo(400);
        assertThat(Clip.record(Clip.silence(Duration.ofMillis(30)).once(), Duration.ofSeconds(1))
                        .length())
                .isEqualTo(320);
    }

    @Test
    void clips_are_joined_and_measured() {
        Clip both = Clip.of(new short[] {1, 2}).then(Clip.of(new short[] {3}));
        assertThat(both.samples()).containsExactly((short) 1, (short) 2, (short) 3);
        assertThat(Clip.silence(Duration.ofMillis(1500)).duration()).hasMillis(1500);
    }

    @Test
    void every_system_prompt_exists_and_is_told_by_its_first_note() {
        assertThat(Prompts.ids())
                .contains(
                        "welcome",
                        "please-hold",
                        "confirm-accept",
                        "whisper-queue",
                        "all-busy",
                        "no-agents",
                        "vm-greeting",
                        "vm-pin",
                        "goodbye",
                        "invalid",
                        "transferring");
        for (String id : Prompts.ids()) {
            Clip clip = Prompts.find(id).orElseThrow();
            assertThat(clip.duration()).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
            assertThat(Goertzel.hears(Arrays.copyOf(clip.samples(), 800), Prompts.firstNoteHz(id)))
                    .as(id)
                    .isTrue();
        }
    }

    @Test
    void an_unknown_prompt_is_named() {
        assertThat(Prompts.find("nonsense")).isEmpty();
        assertThatThrownBy(() -> Prompts.firstNoteHz("nonsense")).hasMessageContaining("'nonsense'");
    }

    @Test
    void the_music_is_neither_silent_nor_clipped_and_joins_its_own_start() {
        short[] music = MusicOnHold.clip().samples();
        assertThat(MusicOnHold.clip().duration()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(60));
        int loudest = 0;
        for (int second = 0; second < music.length / 8000; second++) {
            int peak = 0;
            for (int i = 0; i < 8000; i++) {
                peak = Math.max(peak, Math.abs(music[second * 8000 + i]));
            }
            assertThat(peak).as("second " + second).isGreaterThan(1000);
            loudest = Math.max(loudest, peak);
        }
        assertThat(loudest).isLessThan(25000);
        assertThat(Math.abs(music[music.length - 1] - music[0])).isLessThan(1500);
    }

    @Test
    void silence_never_ends() {
        frame[3] = 5;
        assertThat(AudioSource.silence().read(frame)).isTrue();
        assertThat(frame).containsOnly((short) 0);
    }
}
