package io.ringlog.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sounds that vanish at once: a folder that was restored or is away, and a bucket without any. */
class LosingManySoundsTest {

    @TempDir
    Path folder;

    private final Shelf bucket = new Shelf();
    private final Path api = Path.of("api");

    private SoundMirror mirror() {
        return new SoundMirror(folder.resolve(api), bucket);
    }

    private void writes(int from, int until) throws IOException {
        Files.createDirectories(folder.resolve(api).resolve("acc_1"));
        for (int n = from; n < until; n++) {
            Files.writeString(sound(n), "sound " + n);
        }
    }

    private void removes(int from, int until) throws IOException {
        for (int n = from; n < until; n++) {
            Files.delete(sound(n));
        }
    }

    private Path sound(int n) {
        return folder.resolve(api).resolve("acc_1/s" + n + ".wav");
    }

    @Test
    void so_many_that_vanish_at_once_stay_in_the_bucket_and_new_ones_come_to_it() throws Exception {
        SoundMirror mirror = mirror();
        writes(0, 100);
        mirror.round();
        removes(0, 11);
        writes(100, 101);

        assertThatThrownBy(mirror::round)
                .hasMessageContaining("11 sounds are gone")
                .hasMessageContaining(".removed");
        assertThatThrownBy(mirror()::round).hasMessageContaining("11 sounds are gone");
        assertThat(bucket.held).hasSize(101);

        writes(0, 11);
        mirror.round();
        assertThat(bucket.held).hasSize(101);
    }

    @Test
    void ten_or_a_tenth_are_taken_for_removed() throws Exception {
        SoundMirror mirror = mirror();
        writes(0, 120);
        mirror.round();
        removes(0, 12);
        mirror.round();
        assertThat(bucket.held).hasSize(108);

        removes(12, 100);
        assertThatThrownBy(mirror::round).hasMessageContaining("88 sounds are gone");
        writes(12, 90);
        mirror.round();
        assertThat(bucket.held).hasSize(98);
    }

    @Test
    void whoever_did_remove_them_says_so_once() throws Exception {
        SoundMirror mirror = mirror();
        writes(0, 30);
        mirror.round();
        removes(0, 15);
        Files.createFile(folder.resolve(api).resolve(".removed"));
        mirror.round();
        assertThat(bucket.held).hasSize(15);

        removes(15, 30);
        assertThatThrownBy(mirror::round).hasMessageContaining("15 sounds are gone");
        assertThat(bucket.held).hasSize(15);
    }

    @Test
    void without_the_record_all_come_back_while_the_api_runs() throws Exception {
        SoundMirror mirror = mirror();
        writes(0, 30);
        mirror.round();
        removes(0, 30);
        Files.delete(folder.resolve(api).resolve(".bucket"));
        mirror.round();
        assertThat(bucket.held).hasSize(30);
        assertThat(sound(29)).hasContent("sound 29");
    }

    @Test
    void an_edge_keeps_its_copies_of_a_bucket_that_has_none() throws Exception {
        writes(0, 3);
        mirror().round();
        Path edge = folder.resolve("edge");
        var copies = new SoundCopies(edge, bucket);
        copies.round();
        bucket.held.clear();

        assertThatThrownBy(copies::round).hasMessageContaining("the copies of 3 are kept");
        assertThat(edge.resolve("acc_1/s2.wav")).hasContent("sound 2");

        new SoundCopies(folder.resolve("new"), bucket).round();
    }
}
