package io.ringlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.MusicOnHold;
import io.ringlog.media.audio.Prompts;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavFault;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptShelfSpec {
    private static final Clip TONE = Tone.clip(440, Duration.ofMillis(60));

    @TempDir
    Path folder;

    private PromptShelf shelf() {
        return PromptShelf.remembering(folder.resolve("media"));
    }

    private Path put(String id, byte[] wav) throws IOException {
        Path file = folder.resolve("media").resolve(id + ".wav");
        Files.createDirectories(file.getParent());
        return Files.write(file, wav);
    }

    @Test
    void a_file_is_found_below_the_folder() throws IOException {
        assertThat(shelf().file("system/en-US/male/welcome")).isEmpty();
        put("system/en-US/male/welcome", WavWriter.write(TONE));
        assertThat(shelf().file("system/en-US/male/welcome").orElseThrow().samples())
                .isEqualTo(TONE.samples());
    }

    @Test
    void built_in_sounds_need_no_folder() throws IOException {
        assertThat(PromptShelf.builtInOf("please-hold")).isEqualTo(Prompts.find("please-hold"));
        assertThat(PromptShelf.builtInOf("system/welcome")).isEqualTo(Prompts.find("welcome"));
        assertThat(PromptShelf.builtInOf("stream://moh/acc_1")).containsSame(MusicOnHold.clip());
        assertThat(PromptShelf.builtInOf("moh")).containsSame(MusicOnHold.clip());
        assertThat(PromptShelf.builtInOf("media_none")).isEmpty();
        assertThat(shelf().file("media_none")).isEmpty();
        assertThat(shelf().file("")).isEmpty();
        assertThat(shelf().file("a\0b")).isEmpty();
    }

    @Test
    void no_id_reaches_outside_the_folder() throws IOException {
        Files.write(folder.resolve("secret.wav"), WavWriter.write(TONE));
        put("any", WavWriter.write(TONE));
        assertThat(shelf().file("../secret")).isEmpty();
        assertThat(shelf().file(folder.resolve("secret").toString())).isEmpty();
    }

    @Test
    void a_file_is_read_once_until_it_changes() throws IOException {
        PromptShelf shelf = shelf();
        Path file = put("x", WavWriter.write(TONE));
        Clip first = shelf.file("x").orElseThrow();
        assertThat(shelf.file("x")).containsSame(first);
        Files.write(file, WavWriter.write(Clip.silence(Duration.ofMillis(10))));
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        assertThat(shelf.file("x").orElseThrow().length()).isEqualTo(80);
    }

    @Test
    void a_recording_is_read_whenever_it_is_heard() throws IOException {
        PromptShelf shelf = PromptShelf.forgetting(folder.resolve("media"));
        put("x", WavWriter.write(TONE));

        assertThat(shelf.file("x").orElseThrow()).isNotSameAs(shelf.file("x").orElseThrow());
    }

    @Test
    void a_broken_file_is_named_with_its_fault() throws IOException {
        put("broken", "not a wav at all".getBytes());
        assertThatThrownBy(() -> shelf().file("broken"))
                .isInstanceOf(WavFault.class)
                .hasMessageContaining("broken.wav: the file is no WAV");
    }
}
