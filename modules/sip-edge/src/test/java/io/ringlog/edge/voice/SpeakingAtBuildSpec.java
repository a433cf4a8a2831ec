package io.ringlog.edge.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.PromptTexts;
import io.ringlog.media.speech.Voice;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompts are spoken when the platform is built, each once, and an edge without a voice has them. */
class SpeakingAtBuildSpec {

    private static final Narrator GERMAN = new Narrator("de-DE", false);
    private static final String HELLO =
            PromptTexts.of("de-DE").values().iterator().next();

    @TempDir
    Path folder;

    private final AtomicInteger spoken = new AtomicInteger();
    private String broken = "";

    private final Voice voice = new Voice() {
        @Override
        public String name() {
            return Espeak.NAME;
        }

        @Override
        public Clip speak(String text, Narrator narrator) throws IOException {
            if (text.equals(broken)) {
                throw new IOException("it has lost its tongue");
            }
            spoken.incrementAndGet();
            return Tone.clip(400, Duration.ofMillis(20));
        }
    };

    private Path jar() {
        return folder.resolve("prompts.jar");
    }

    private ClassLoader path() throws IOException {
        return new URLClassLoader(new URL[] {jar().toUri().toURL()}, null);
    }

    @Test
    void every_prompt_of_every_language_is_spoken_once() throws IOException {
        PromptJar.Made made = new PromptJar(voice).write(jar());

        assertThat(made.prompts()).isGreaterThan(1_000).isEqualTo(made.spoken()).isEqualTo(spoken.get());
        SpokenAtBuild edge = new SpokenAtBuild(Optional.empty(), path());
        assertThat(edge.isThere()).isTrue();
        for (String language : PromptTexts.LANGUAGES) {
            assertThat(PromptTexts.of(language).values())
                    .allMatch(text -> edge.says(text, new Narrator(language, false)));
        }
        assertThat(edge.speak(HELLO, GERMAN).duration()).isEqualTo(Duration.ofMillis(20));
        assertThat(folder.toFile().list()).containsExactly("prompts.jar");
    }

    @Test
    void what_is_there_is_not_spoken_again_and_the_jar_stays_as_it_is() throws IOException {
        new PromptJar(voice).write(jar());
        byte[] first = Files.readAllBytes(jar());
        var written = Files.getLastModifiedTime(jar());
        spoken.set(0);

        PromptJar.Made again = new PromptJar(voice).write(jar());

        assertThat(again.spoken()).isZero();
        assertThat(spoken).hasValue(0);
        assertThat(Files.getLastModifiedTime(jar())).isEqualTo(written);
        assertThat(jar()).hasBinaryContent(first);
    }

    @Test
    void a_jar_that_is_none_is_made_anew() throws IOException {
        Files.writeString(jar(), "no jar at all");

        assertThat(new PromptJar(voice).write(jar()).spoken()).isGreaterThan(1_000);
    }

    @Test
    void a_text_that_cannot_be_spoken_is_named_and_the_jar_stays_as_it_was() throws IOException {
        broken = HELLO;

        assertThatThrownBy(() -> new PromptJar(voice).write(jar()))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("de-DE/male", HELLO, "lost its tongue");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_the_build_has_not_spoken_the_program_speaks() throws IOException {
        new PromptJar(voice).write(jar());
        spoken.set(0);
        SpokenAtBuild edge = new SpokenAtBuild(Optional.of(voice), path());

        edge.speak(HELLO, GERMAN);
        assertThat(spoken).hasValue(0);
        edge.speak("what a flow says", GERMAN);
        assertThat(spoken).hasValue(1);
        assertThat(edge.says("what a flow says", new Narrator("de-DE", true))).isTrue();
    }

    @Test
    void without_the_program_the_usual_narrator_takes_prompts_and_nobody_other_texts() throws IOException {
        new PromptJar(voice).write(jar());
        SpokenAtBuild edge = new SpokenAtBuild(Optional.empty(), path());
        try (Speaker speaker = new Speaker(edge, folder.resolve("spoken"))) {
            assertThat(speaker.sayIfAble(HELLO, new Narrator("de-DE", true))).isPresent();
            assertThat(speaker.sayIfAble("what a flow says", GERMAN)).isEmpty();
        }
        assertThatThrownBy(() -> edge.speak("what a flow says", GERMAN)).hasMessageContaining("is not installed");
    }

    @Test
    void without_a_jar_nothing_is_there() throws IOException {
        SpokenAtBuild edge = new SpokenAtBuild(Optional.empty(), path());

        assertThat(edge.isThere()).isFalse();
        assertThat(edge.says(HELLO, GERMAN)).isFalse();
    }
}
