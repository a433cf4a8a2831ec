package io.ringlog.media.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Tone;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a voice said becomes a prompt like the others. */
class ShapingSpec {

    private static Clip tone(int amplitude) {
        return Clip.record(new Tone(400, amplitude), Duration.ofMillis(500));
    }

    private static double level(Clip clip) {
        short[] samples = clip.samples();
        double energy = 0;
        for (int i = 800; i < 3_200; i++) {
            energy += (double) samples[i] * samples[i];
        }
        return Math.sqrt(energy / 2_400);
    }

    @Test
    void silence_around_it_goes_and_a_pause_follows() {
        Clip silence = Clip.silence(Duration.ofMillis(700));
        Clip word = Shaping.shape(silence.then(tone(8_000)).then(silence), false);
        Clip sentence = Shaping.shape(tone(8_000), true);

        assertThat(word.duration().toMillis()).isBetween(590L, 610L);
        assertThat(sentence.duration().toMillis()).isBetween(840L, 860L);
    }

    @Test
    void loud_and_quiet_voices_have_one_level() {
        assertThat(level(Shaping.shape(tone(1_000), false))).isBetween(3_000.0, 3_400.0);
        assertThat(level(Shaping.shape(tone(30_000), false))).isBetween(3_000.0, 3_400.0);
    }

    @Test
    void a_voice_that_said_nothing_is_no_sound() {
        assertThat(Shaping.shape(Clip.silence(Duration.ofSeconds(1)), true).length())
                .isZero();
        assertThat(Shaping.shape(Clip.of(new short[0]), true).length()).isZero();
    }

    @Test
    void a_single_peak_is_not_clipped() {
        short[] samples = new short[8_000];
        samples[4_000] = 32_000;
        samples[4_100] = 200;
        assertThat(Shaping.shape(Clip.of(samples), false).samples()[160]).isBetween((short) 3_000, (short) 30_000);
    }

    @Test
    void a_narrator_is_read_as_it_is_written() {
        assertThat(Narrator.read("de-DE/female")).contains(new Narrator("de-DE", true));
        assertThat(Narrator.read("fr-FR")).contains(new Narrator("fr-FR", false));
        assertThat(Narrator.read("xx/male")).isEmpty();
        assertThat(new Narrator("nl-NL", true)).hasToString("nl-NL/female");
        assertThat(Narrator.read(new Narrator("nl-NL", false).toString())).contains(new Narrator("nl-NL", false));
    }

    @Test
    void texts_are_found_by_language_and_prompt() {
        assertThat(PromptTexts.find("de-DE", "number-21")).contains("einundzwanzig");
        assertThat(PromptTexts.find("de-DE", "nonsense")).isEmpty();
        assertThat(PromptTexts.of("xx-XX")).isEmpty();
    }
}
