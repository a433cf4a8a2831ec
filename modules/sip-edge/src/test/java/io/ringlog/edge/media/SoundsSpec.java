package io.ringlog.edge.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.edge.media.Sounds.Asked;
import io.ringlog.edge.media.Sounds.Heard;
import io.ringlog.edge.voice.Speaker;
import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavWriter;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Voice;
import io.ringlog.relay.PromptShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heard for a list of media ids: files of the account, of all accounts, a voice, or tones. */
class SoundsSpec {
    private static final double SPOKEN_HZ = 1_900;
    private static final String VOICE = "de-DE/male";

    @TempDir
    Path folder;

    private final Voice voice = new Voice() {
        @Override
        public String name() {
            return "one tone";
        }

        @Override
        public Clip speak(String text, Narrator narrator) {
            return Tone.clip(SPOKEN_HZ, Duration.ofMillis(200));
        }
    };

    private void put(String path, double hz) throws IOException {
        Path file = folder.resolve("media").resolve(path + ".wav");
        Files.createDirectories(file.getParent());
        Files.write(file, WavWriter.write(Tone.clip(hz, Duration.ofMillis(200))));
    }

    private Heard sounds(@Nullable Speaker speaker, String... ids) {
        return new Sounds(
                        List.of(folder.resolve("copies"), folder.resolve("media")),
                        PromptShelf.forgetting(folder.resolve("recordings"))::file,
                        speaker)
                .findOrInstead("acc", new Asked(List.of(ids), VOICE, false));
    }

    private static short[] samples(AudioSource source) {
        return Clip.record(source, Duration.ofSeconds(20)).samples();
    }

    private static boolean begins(Heard heard, double hz) {
        assertThat(heard.missing()).isEmpty();
        return Goertzel.hears(Arrays.copyOf(samples(heard.source()), 800), hz);
    }

    @Test
    void a_prompt_is_a_file_of_the_account_before_one_of_all_accounts_before_a_tone() throws IOException {
        assertThat(begins(sounds(null, "vm-pin"), Prompts.firstNoteHz("vm-pin")))
                .isTrue();
        put("system/de-DE/male/vm-pin", 600);
        assertThat(begins(sounds(null, "vm-pin"), 600)).isTrue();
        put("acc/vm-pin", 700);
        assertThat(begins(sounds(null, "vm-pin"), 700)).isTrue();
    }

    @Test
    void a_voice_speaks_prompts_and_texts_that_no_file_stands_for() throws IOException {
        try (Speaker speaker = new Speaker(voice, folder.resolve("spoken"))) {
            put("acc/welcome", 700);

            for (String id : List.of("vm-pin", "number-21", "system/goodbye", "text:Guten Tag")) {
                await(id + " is spoken").until(() -> begins(sounds(speaker, id), SPOKEN_HZ));
            }
            assertThat(begins(sounds(speaker, "welcome"), 700)).isTrue();
        }
    }

    @Test
    void a_sentence_without_a_voice_is_the_tones_of_its_words_that_have_one() {
        Heard sentence = sounds(null, "vm-you-have", "number-2", "new-message-many", "goodbye");

        assertThat(samples(sentence.source()))
                .hasSameSizeAs(samples(sounds(null, "goodbye").source()));
        assertThat(sentence.missing()).isEmpty();
        assertThat(samples(sounds(null, "number-2").source())).isEmpty();
        assertThat(samples(sounds(null).source())).isEmpty();
        assertThat(sounds(null, "text:Guten Tag").missing().getFirst().why()).contains("no voice");
    }

    @Test
    void what_is_missing_is_named_and_the_rest_is_heard() {
        Heard heard = sounds(null, "media_none", "../acc2/secret", "goodbye");

        assertThat(heard.missing()).extracting(Sounds.Missing::mediaId).containsExactly("media_none", "../acc2/secret");
        int beep = Prompts.find("beep").orElseThrow().length();
        int goodbye = Prompts.find("goodbye").orElseThrow().length();
        assertThat(samples(heard.source()).length).isBetween(2 * beep + goodbye, 2 * beep + goodbye + 160);
    }

    @Test
    void music_follows_words_without_end() throws IOException {
        put("acc/alone", 700);
        Sounds sounds = new Sounds(folder.resolve("media"));
        Heard heard = sounds.findOrInstead("acc", new Asked(List.of("alone", "moh"), VOICE, true));

        short[] all = samples(heard.source());
        assertThat(all).hasSize(20 * 8_000);
        assertThat(Goertzel.hears(Arrays.copyOf(all, 800), 700)).isTrue();
        assertThat(Goertzel.hears(Arrays.copyOfRange(all, 16_000, 24_000), 700)).isFalse();
        Heard looped = sounds.findOrInstead("acc", new Asked(List.of("alone"), null, true));
        assertThat(samples(looped.source())).hasSize(20 * 8_000);
        Heard instead = sounds.findOrInstead("acc", new Asked(List.of("media_none"), null, true));
        assertThat(samples(instead.source())).hasSize(20 * 8_000);
    }

    @Test
    void a_file_that_cannot_be_played_says_why() throws IOException {
        Path file = folder.resolve("media/acc/broken.wav");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no sound");

        assertThat(new Sounds(folder.resolve("media")).fault("acc", "broken").orElseThrow())
                .contains("broken.wav");
        assertThat(new Sounds(folder.resolve("media")).fault("acc", "goodbye")).isEmpty();
    }
}
