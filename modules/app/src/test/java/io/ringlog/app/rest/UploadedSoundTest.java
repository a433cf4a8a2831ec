package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringlog.edge.voice.Program;
import io.ringlog.media.audio.Clip;
import io.ringlog.media.audio.Goertzel;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavFault;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people upload is rarely what a telephone plays. */
class UploadedSoundTest {
    private static final Clip TONE = Tone.clip(700, Duration.ofSeconds(1));
    private static final byte[] TEXT = "no sound at all, but text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Optional<Path> ffmpeg;

    @BeforeEach
    void look() {
        ffmpeg = Program.installed("ffmpeg");
    }

    @Test
    void without_ffmpeg_what_is_no_wav_is_refused_with_both_reasons() {
        assertThatThrownBy(() -> UploadedSound.read(TEXT, Optional.empty()))
                .isInstanceOf(WavFault.class)
                .hasMessageContaining("no WAV")
                .hasMessageContaining("ffmpeg, which reads other formats, is not installed");
    }

    @Test
    void usual_formats_become_telephone_sound() throws IOException {
        assumeTrue(ffmpeg.isPresent(), "ffmpeg is not installed");
        Path wav = Files.write(folder.resolve("tone.wav"), WavWriter.write(TONE));
        for (String format : List.of("mp3", "m4a", "ogg", "flac", "wav")) {
            Path other = folder.resolve("other." + format);
            make(wav, other);

            Clip heard = UploadedSound.read(Files.readAllBytes(other), ffmpeg);

            assertThat(heard.duration().toMillis()).as(format).isBetween(950L, 1_150L);
            short[] middle = Arrays.copyOfRange(heard.samples(), 2_000, 6_000);
            assertThat(Goertzel.share(middle, 700)).as(format).isGreaterThan(0.95);
        }
    }

    @Test
    void a_list_that_names_other_files_reaches_none_of_them() throws IOException {
        assumeTrue(ffmpeg.isPresent(), "ffmpeg is not installed");
        Path wav = Files.write(folder.resolve("secret.wav"), WavWriter.write(TONE));
        String list = "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile://" + wav + "\n#EXT-X-ENDLIST\n";
        String concat = "ffconcat version 1.0\nfile '" + wav + "'\n";

        for (String names : List.of(list, concat)) {
            assertThatThrownBy(() -> UploadedSound.read(names.getBytes(StandardCharsets.UTF_8), ffmpeg))
                    .isInstanceOf(WavFault.class)
                    .hasMessageContaining("ffmpeg failed");
        }
    }

    /** One that never ends keeps its turn. */
    @Test
    void more_than_two_at_once_are_told_to_come_again() throws Exception {
        Path slow = Files.writeString(
                folder.resolve("slow"),
                "#!/bin/sh\ntouch " + folder + "/began.$$\ncat >/dev/null\n" + "while [ ! -e " + folder
                        + "/enough ]; do sleep 0.05; done\nexit 1\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        List<Thread> two = List.of(converting(slow), converting(slow));
        await().until(() -> began() == 2);

        assertThatThrownBy(() -> UploadedSound.read(TEXT, Optional.of(slow)))
                .isInstanceOf(WavFault.class)
                .hasMessageContaining("try again");
        assertThat(began()).isEqualTo(2);
        Files.createFile(folder.resolve("enough"));
        for (Thread one : two) {
            one.join();
        }
        assertThatThrownBy(() -> UploadedSound.read(TEXT, Optional.of(slow))).hasMessageContaining("slow failed");
    }

    private static Thread converting(Path program) {
        return Thread.startVirtualThread(() -> assertThatThrownBy(() -> UploadedSound.read(TEXT, Optional.of(program)))
                .isInstanceOf(WavFault.class));
    }

    private long began() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(it -> it.getFileName().toString().startsWith("began"))
                    .count();
        }
    }

    @Test
    void what_is_no_sound_at_all_is_refused_with_what_ffmpeg_said() {
        assumeTrue(ffmpeg.isPresent(), "ffmpeg is not installed");
        assertThatThrownBy(() -> UploadedSound.read(TEXT, ffmpeg))
                .isInstanceOf(WavFault.class)
                .hasMessageContaining("no WAV")
                .hasMessageContaining("ffmpeg failed");
    }

    /** In stereo, at 44.1 kHz. */
    private void make(Path from, Path to) throws IOException {
        List<String> command = List.of(
                ffmpeg.orElseThrow().toString(),
                "-nostdin",
                "-loglevel",
                "error",
                "-y",
                "-i",
                from.toString(),
                "-ac",
                "2",
                "-ar",
                "44100",
                to.toString());
        new Program(command, Duration.ofSeconds(30), 1).run(new byte[0]);
    }
}
