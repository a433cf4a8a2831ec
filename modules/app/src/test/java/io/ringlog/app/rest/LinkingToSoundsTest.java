package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.api.port.Recordings.Link;
import io.ringlog.api.port.Recordings.Signed;
import io.ringlog.api.port.Refused;
import io.ringlog.app.config.StorageConfig;
import io.ringlog.app.config.StorageConfig.Encryption;
import io.ringlog.app.store.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links to sounds in a folder: made, followed, guessed at, grown old. */
class LinkingToSoundsTest {
    private static final String KEY = "acc_1/c1.rec_1.wav";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.250Z");
    private static final Pattern PATH = Pattern.compile("/sounds/(.*)\\?expires=(\\d+)&signature=([A-Za-z0-9_-]{43})");
    private static final byte[] INSTALLATION = "a key of 32 bytes, or thereabout".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Instant now = NOW;

    @BeforeEach
    void a_recording() throws IOException {
        for (String key : List.of(KEY, "acc_2/c1.rec_1.wav")) {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            Files.writeString(file, key);
        }
    }

    private KeptRecordings recordings(String base, byte[] installation) {
        StorageConfig config =
                new StorageConfig("", "", "us-1", "", "", Encryption.NONE, "", Duration.ofMinutes(5), base);
        return new KeptRecordings(Storage.of(folder, config), config, new SoundLinks(installation), () -> now);
    }

    private KeptRecordings recordings() {
        return recordings("", INSTALLATION);
    }

    private Signed link() {
        Link made = recordings().link(KEY).orElseThrow();
        Matcher path = PATH.matcher(made.url());
        assertThat(path.matches()).as(made.url()).isTrue();
        assertThat(made.expiresTs()).isEqualTo(Instant.ofEpochSecond(Long.parseLong(path.group(2))));
        return new Signed(path.group(1), path.group(2), path.group(3));
    }

    @Test
    void whoever_has_a_link_hears_the_sound_until_it_expires() {
        Signed link = link();
        assertThat(recordings().follow(link)).hasValue(KEY.getBytes(StandardCharsets.UTF_8));
        now = NOW.plus(Duration.ofSeconds(299));
        assertThat(recordings().follow(link)).isPresent();
        now = NOW.plus(Duration.ofSeconds(300));
        assertThatThrownBy(() -> recordings().follow(link))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.code()).isEqualTo("media.link-expired"));
    }

    @Test
    void no_part_of_a_link_may_be_another() {
        Signed link = link();
        String signature = link.signature();
        char first = signature.charAt(0);
        String other = (first == 'A' ? 'B' : 'A') + signature.substring(1);
        for (Signed forged : List.of(
                new Signed("acc_2/c1.rec_1.wav", link.expires(), signature),
                new Signed("acc_1/c1.rec_2.wav", link.expires(), signature),
                new Signed(KEY, link.expires() + "0", signature),
                new Signed(KEY, "", signature),
                new Signed(KEY, "soon", signature),
                new Signed(KEY, link.expires(), other),
                new Signed(KEY, link.expires(), signature.substring(1)),
                new Signed(KEY, link.expires(), ""))) {
            assertThat(recordings().follow(forged)).as("%s", forged).isEmpty();
        }
        byte[] elsewhere = "the key of another installation.".getBytes(StandardCharsets.UTF_8);
        assertThat(recordings("", elsewhere).follow(link)).isEmpty();
    }

    @Test
    void there_is_no_link_to_what_is_not_there_and_none_leads_to_what_is_there_no_more() throws Exception {
        assertThat(recordings().link("acc_1/none.wav")).isEmpty();
        assertThat(recordings().link("acc_1/../acc_2/c1.rec_1.wav")).isEmpty();
        Signed link = link();
        Files.delete(folder.resolve(KEY));
        assertThat(recordings().follow(link)).isEmpty();
    }

    @Test
    void a_link_begins_where_the_api_is_reached() {
        assertThat(recordings("https://pbx.example", INSTALLATION)
                        .link(KEY)
                        .orElseThrow()
                        .url())
                .startsWith("https://pbx.example/sounds/acc_1/");
    }

    @Test
    void the_signature_is_in_no_words() {
        Signed link = link();
        assertThat(link.toString()).contains(KEY).doesNotContain(link.signature());
    }
}
