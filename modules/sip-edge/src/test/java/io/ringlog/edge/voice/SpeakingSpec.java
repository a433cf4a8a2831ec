package io.ringlog.edge.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Sequence.Track;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.speech.Narrator;
import io.ringlog.media.speech.Voice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A voice speaks each text once; what it is made with cannot hurt whoever waits. */
class SpeakingSpec {
    private static final Narrator GERMAN = new Narrator("de-DE", false);

    @TempDir
    Path folder;

    private final AtomicInteger spoken = new AtomicInteger();

    /** Says everything with one tone, and nothing at all for the word "broken". */
    private final Voice voice = new Voice() {
        @Override
        public String name() {
            return "one tone";
        }

        @Override
        public Clip speak(String text, Narrator narrator) throws IOException {
            spoken.incrementAndGet();
            if (text.equals("broken")) {
                throw new IOException("it has lost its tongue");
            }
            return Tone.clip(400, Duration.ofMillis(200));
        }
    };

    private static Clip heard(Track track) {
        await().atMost(Duration.ofSeconds(10)).until(() -> track.clip() != null);
        return Objects.requireNonNull(track.clip());
    }

    @Test
    void a_text_is_spoken_once_for_each_narrator_and_kept_for_the_next_start() throws IOException {
        try (Speaker speaker = new Speaker(voice, folder)) {
            Clip first = heard(speaker.say("hello", GERMAN));
            assertThat(heard(speaker.say("hello", GERMAN))).isSameAs(first);
            assertThat(first.duration().toMillis()).isBetween(250L, 270L);
            heard(speaker.say("hello", new Narrator("de-DE", true)));
            assertThat(spoken).hasValue(2);
        }
        try (Speaker later = new Speaker(voice, folder)) {
            assertThat(heard(later.say("hello", GERMAN)).length()).isPositive();
            assertThat(spoken).hasValue(2);
        }
    }

    @Test
    void what_cannot_be_spoken_is_no_sound_and_is_tried_again() throws IOException {
        try (Speaker speaker = new Speaker(voice, folder)) {
            assertThat(heard(speaker.say("broken", GERMAN)).length()).isZero();
            await().until(() -> {
                heard(speaker.say("broken", GERMAN));
                return spoken.get() == 2;
            });
        }
    }

    @Test
    void more_texts_than_may_wait_are_not_spoken() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Voice slow = new Voice() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public Clip speak(String text, Narrator narrator) throws IOException {
                try {
                    goOn.await();
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                return Tone.clip(400, Duration.ofMillis(20));
            }
        };
        try (Speaker speaker = new Speaker(slow, folder)) {
            for (int i = 0; i < 513; i++) {
                assertThat(speaker.say("text " + i, GERMAN).clip()).isNull();
            }
            Clip refused = speaker.say("one too many", GERMAN).clip();
            assertThat(refused).isNotNull().extracting(Clip::length).isEqualTo(0);
            goOn.countDown();
        }
    }

    @Test
    void a_full_folder_takes_no_more_and_is_begun_anew_at_the_next_start() throws IOException {
        for (int i = 0; i < 9_999; i++) {
            Files.createFile(folder.resolve(i + ".wav"));
        }
        try (Speaker speaker = new Speaker(voice, folder)) {
            assertThat(heard(speaker.say("one", GERMAN)).length()).isPositive();
            assertThat(heard(speaker.say("two", GERMAN)).length()).isPositive();
            assertThat(files()).isEqualTo(10_000);
        }
        try (Speaker later = new Speaker(voice, folder)) {
            assertThat(files()).isZero();
            assertThat(heard(later.say("two", GERMAN)).length()).isPositive();
        }
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    private static Program shell(String script, int mostBytes) {
        return new Program(List.of("/bin/sh", "-c", script), Duration.ofSeconds(5), mostBytes);
    }

    @Test
    void a_program_makes_bytes_of_bytes() throws IOException {
        byte[] in = "x".repeat(500_000).getBytes(StandardCharsets.UTF_8);

        assertThat(shell("cat", 500_000).run(in)).isEqualTo(in);
        assertThat(shell("echo done", 10).run(in)).asString().isEqualTo("done\n");
    }

    @Test
    void a_program_that_fails_or_gives_too_much_or_never_ends_is_named() {
        assertThatThrownBy(() -> shell("echo not this >&2; exit 3", 10).run(new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("sh failed: not this");
        assertThatThrownBy(() -> shell("exit 3", 10).run(new byte[0])).hasMessage("sh failed: without a word");
        assertThatThrownBy(() -> shell("cat /dev/zero", 10).run(new byte[0])).hasMessageContaining("more than 10");
        Program endless = new Program(List.of("/bin/sh", "-c", "exec sleep 60"), Duration.ofMillis(200), 10);
        assertThatThrownBy(() -> endless.run(new byte[0])).hasMessageContaining("longer than 200 ms");
        Program none = new Program(List.of("/no/such/program"), Duration.ofSeconds(1), 10);
        assertThatThrownBy(() -> none.run(new byte[0])).isInstanceOf(IOException.class);
    }

    @Test
    void a_text_that_is_too_long_is_no_text() {
        assertThatThrownBy(() -> new Espeak(Path.of("/no/such/program")).speak("x".repeat(1_001), GERMAN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1001 characters");
    }
}
