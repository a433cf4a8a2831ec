package io.ringlog.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.edge.media.Sounds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat.Type;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ringlog media}: sounds of an account that is named, and what it says of those it does not take. */
class MediaCommandTest {
    @TempDir
    Path folder;

    private Path data;
    private Path wav;

    @BeforeEach
    void an_account_and_a_sound() throws IOException {
        data = folder.resolve("data");
        Path tenant = Files.writeString(folder.resolve("tenant.yaml"), "accounts: [{name: Acme}]\n");
        run("config apply " + tenant);
        wav = Files.write(folder.resolve("hello.wav"), silence(8_000));
    }

    @Test
    void the_page_of_flows_lists_the_sounds_that_are_built_in() throws IOException {
        String page = Files.readString(Path.of("..", "..", "docs", "flows.md"));
        int from = page.indexOf("## Sounds");
        String listed = page.substring(from, page.indexOf("How an account's own", from));

        assertThat(Pattern.compile("`([a-z-]+)`").matcher(listed).results().map(it -> it.group(1)))
                .containsExactlyInAnyOrderElementsOf(Sounds.builtIn());
    }

    @Test
    void a_sound_is_added_listed_and_removed() {
        Said added = run("media add " + wav + " --account Acme");

        assertThat(added.out()).as(added.err()).startsWith("hello  ");
        assertThat(run("media list --account Acme").out()).contains("hello  ", " bytes", "welcome  built in");
        assertThat(run("media remove hello --account Acme").code()).isZero();
        assertThat(run("media list --account Acme").out()).doesNotContain("hello");
        assertThat(run("media remove hello --account Acme").err()).contains("no sound of its own called hello");
    }

    @Test
    void a_sound_may_have_another_name_than_its_file() {
        assertThat(run("media add " + wav + " --account Acme --id greeting").out())
                .startsWith("greeting  ");
    }

    @Test
    void what_is_no_sound_is_refused_with_the_reason() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "no sound at all");
        Path gone = folder.resolve("gone.wav");

        assertThat(run("media add " + text + " --account Acme").err()).contains(text + ": ", "no WAV");
        assertThat(run("media add " + gone + " --account Acme").err()).contains(gone + ": there is none");
        assertThat(run("media add " + wav + " --account Nobody").err()).contains("there is no account Nobody");
    }

    @Test
    void a_sound_of_another_rate_becomes_telephone_sound() throws IOException {
        Path wide = Files.write(folder.resolve("wide.wav"), silence(44_100));

        assertThat(run("media add " + wide + " --account Acme").out()).startsWith("wide  44 bytes");
    }

    private Said run(String line) {
        return Said.by(Stream.concat(Arrays.stream(line.split(" ")), Stream.of("--data", data.toString()))
                .toArray(String[]::new));
    }

    private static byte[] silence(int hertz) throws IOException {
        var format = new AudioFormat(hertz, 16, 1, true, false);
        var out = new ByteArrayOutputStream();
        AudioSystem.write(
                AudioSystem.getAudioInputStream(
                        format, new AudioInputStream(java.io.InputStream.nullInputStream(), format, 0)),
                Type.WAVE,
                out);
        return out.toByteArray();
    }
}
