package io.ringlog.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.edge.recording.Sound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of the api, the bucket and the copies of an edge, whichever of them changes or is lost. */
class SharingSoundsTest {
    private static final String ID = "acc_1/welcome";

    @TempDir
    Path folder;

    private final Objects objects = new Objects();

    private SoundMirror api() {
        return new SoundMirror(folder.resolve("api"), objects);
    }

    private SoundCopies edge() {
        return new SoundCopies(folder.resolve("edge"), objects);
    }

    private void writes(String id, String sound) throws IOException {
        writes("api", id, sound);
    }

    private void writes(String who, String id, String sound) throws IOException {
        Path file = folder.resolve(who).resolve(id + ".wav");
        Files.createDirectories(file.getParent());
        Files.writeString(file, sound);
    }

    private void removes(String id) throws IOException {
        Files.delete(folder.resolve("api").resolve(id + ".wav"));
    }

    private String in(String who, String id) throws IOException {
        Path file = folder.resolve(who).resolve(id + ".wav");
        return Files.exists(file) ? Files.readString(file) : "nothing";
    }

    private void loses(String who) throws IOException {
        try (var files = Files.walk(folder.resolve(who))) {
            files.filter(Files::isRegularFile).forEach(it -> it.toFile().delete());
        }
    }

    @Test
    void what_lies_in_the_folder_when_there_is_a_bucket_comes_to_it_and_to_the_edges() throws Exception {
        writes(ID, "hello");
        writes("system/de-DE/male/vm-greeting", "guten Tag");
        api().round();
        edge().round();

        assertThat(in("api", ID)).isEqualTo("hello");
        assertThat(in("edge", ID)).isEqualTo("hello");
        assertThat(in("edge", "system/de-DE/male/vm-greeting")).isEqualTo("guten Tag");
        assertThat(objects.held.keySet()).allMatch(it -> it.matches("sounds/.*\\.[0-9a-f]{32}\\.wav"));
    }

    @Test
    void another_sound_takes_the_place_of_the_one_before_and_one_that_is_removed_goes() throws Exception {
        SoundMirror api = api();
        writes(ID, "hello");
        api.round();
        writes(ID, "good day");
        api.round();
        edge().round();
        assertThat(in("edge", ID)).isEqualTo("good day");
        assertThat(objects.held).hasSize(1);

        writes("acc_1/bye", "bye");
        removes(ID);
        api.round();
        edge().round();
        assertThat(objects.held).hasSize(1);
        assertThat(in("edge", ID)).isEqualTo("nothing");
    }

    @Test
    void a_round_without_a_change_asks_the_store_nothing() throws Exception {
        SoundMirror api = api();
        writes(ID, "hello");
        api.round();
        api.round();
        int asked = objects.asked;
        api.round();
        assertThat(objects.asked).isEqualTo(asked);
    }

    @Test
    void a_folder_that_is_lost_takes_the_sounds_from_the_bucket() throws Exception {
        writes(ID, "hello");
        api().round();
        loses("api");
        api().round();
        assertThat(in("api", ID)).isEqualTo("hello");
    }

    @Test
    void an_older_folder_that_comes_back_takes_what_is_newer_and_loses_nothing() throws Exception {
        writes(ID, "hello");
        writes("acc_1/bye", "bye");
        api().round();
        String record = Files.readString(folder.resolve("api").resolve(".bucket"));
        writes(ID, "good day");
        removes("acc_1/bye");
        api().round();

        loses("api");
        writes(ID, "hello");
        writes("acc_1/bye", "bye");
        Files.writeString(folder.resolve("api").resolve(".bucket"), record);
        api().round();
        assertThat(in("api", ID)).isEqualTo("good day");
        assertThat(in("api", "acc_1/bye")).isEqualTo("bye");
        assertThat(objects.held).hasSize(2);
    }

    @Test
    void what_is_written_while_the_store_is_away_comes_to_it_later() throws Exception {
        SoundMirror api = api();
        objects.away = true;
        writes(ID, "hello");
        assertThatThrownBy(api::round).isInstanceOf(IOException.class);
        assertThatThrownBy(edge()::round).isInstanceOf(IOException.class);
        writes("acc_2/welcome", "salut");
        objects.away = false;
        api.round();
        edge().round();
        assertThat(in("edge", ID)).isEqualTo("hello");
        assertThat(in("edge", "acc_2/welcome")).isEqualTo("salut");
    }

    @Test
    void an_edge_keeps_its_copies_while_the_store_is_away() throws Exception {
        writes(ID, "hello");
        api().round();
        edge().round();
        objects.away = true;
        assertThatThrownBy(edge()::round).isInstanceOf(IOException.class);
        assertThat(in("edge", ID)).isEqualTo("hello");
    }

    @Test
    void an_upload_that_was_cut_short_of_its_end_is_made_good() throws Exception {
        writes(ID, "hello");
        SoundMirror api = api();
        api.round();
        objects.keepsAll = true;
        writes(ID, "good day");
        assertThatThrownBy(api::round).isInstanceOf(IOException.class);
        assertThat(objects.held).hasSize(2);
        objects.keepsAll = false;
        edge().round();
        assertThat(in("edge", ID)).isEqualTo("good day");
        api().round();
        assertThat(objects.held).hasSize(1);
        assertThat(in("api", ID)).isEqualTo("good day");
    }

    @Test
    void what_is_no_sound_of_ours_is_neither_taken_nor_removed() throws Exception {
        writes("acc_1/bye", "bye");
        api().round();
        String hash = "0".repeat(32);
        List<String> strange = List.of(
                "acc_1/c1.rec_1.wav",
                "sounds/readme.txt",
                "sounds/../secret." + hash + ".wav",
                "sounds/acc_1/../../secret." + hash + ".wav",
                "sounds//secret." + hash + ".wav",
                "sounds/acc_1/." + hash + ".wav");
        strange.forEach(it -> objects.held.put(it, new Held("x", Instant.EPOCH)));
        api().round();
        edge().round();
        assertThat(objects.held.keySet()).containsAll(strange);
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(it -> it.toString().endsWith(".wav"))).hasSize(2);
        }
    }

    @Test
    void a_sound_that_is_not_what_its_key_says_is_refused_and_the_others_come() throws Exception {
        writes("acc_1/zoe", "zoe");
        api().round();
        objects.held.put(KeptSound.key(ID, "0".repeat(32)), new Held("forged", Instant.EPOCH));
        assertThatThrownBy(edge()::round).hasMessage(ID + " is not what its key says");
        assertThatThrownBy(api()::round).hasMessage(ID + " is not what its key says");
        assertThat(in("edge", ID)).isEqualTo("nothing");
        assertThat(in("edge", "acc_1/zoe")).isEqualTo("zoe");
    }

    @Test
    void the_record_of_what_was_the_same_is_written_anew_when_it_has_grown() throws Exception {
        Path api = Files.createDirectories(folder.resolve("api"));
        for (int n = 0; n < 1_200; n++) {
            new SameSounds(api).note(ID, n % 2 == 0 ? "a" : "b");
        }
        assertThat(Files.readAllLines(api.resolve(".bucket"))).hasSizeLessThan(400);
        SameSounds same = new SameSounds(api);
        assertThat(same.all()).isEqualTo(Map.of(ID, "b"));
        same.note(ID, null);
        assertThat(new SameSounds(api).all()).isEmpty();
    }

    private record Held(String sound, Instant since) {}

    /** A bucket that a test can take away. */
    private static final class Objects implements Bucket {
        final SortedMap<String, Held> held = new TreeMap<>();
        boolean away;
        boolean keepsAll;
        int asked;

        private void ask() throws IOException {
            asked++;
            if (away) {
                throw new IOException("away");
            }
        }

        @Override
        public void put(String key, Path file) throws IOException {
            ask();
            held.put(key, new Held(Files.readString(file), Instant.EPOCH.plusSeconds(asked)));
        }

        @Override
        public Optional<Sound> open(String key) throws IOException {
            ask();
            return Optional.ofNullable(held.get(key)).map(it -> {
                byte[] bytes = it.sound().getBytes(StandardCharsets.UTF_8);
                return new Sound(bytes.length, new ByteArrayInputStream(bytes));
            });
        }

        @Override
        public List<Listed> list(String prefix) throws IOException {
            ask();
            return held.entrySet().stream()
                    .filter(it -> it.getKey().startsWith(prefix))
                    .map(it -> new Listed(it.getKey(), it.getValue().since()))
                    .toList();
        }

        @Override
        public boolean remove(String key) throws IOException {
            ask();
            if (keepsAll) {
                throw new IOException("keeps all");
            }
            return held.remove(key) != null;
        }

        @Override
        public Optional<URI> link(String key, Duration lifetime) {
            return Optional.empty();
        }
    }
}
