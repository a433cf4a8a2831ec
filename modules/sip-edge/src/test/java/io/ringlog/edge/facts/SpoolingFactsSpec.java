package io.ringlog.edge.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolingFactsSpec {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("facts.spool");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long append(Spool spool, String text) throws IOException {
        return spool.append(bytes(text)).orElseThrow();
    }

    private static List<String> rest(Spool spool) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Optional<Spool.Frame> f = spool.next(); f.isPresent(); f = spool.next()) {
            texts.add(new String(f.get().payload(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void frames_come_back_in_their_order() throws IOException {
        try (Spool spool = Spool.open(file, 1 << 20)) {
            append(spool, "one");
            append(spool, "two");

            assertThat(rest(spool)).containsExactly("one", "two");
        }
    }

    @Test
    void what_was_delivered_is_not_seen_after_a_restart() throws IOException {
        try (Spool spool = Spool.open(file, 1 << 20)) {
            long one = append(spool, "one");
            append(spool, "two");
            spool.delivered(one);
        }

        try (Spool again = Spool.open(file, 1 << 20)) {
            assertThat(rest(again)).containsExactly("two");
        }
    }

    @Test
    void a_spool_that_ran_dry_takes_no_space() throws IOException {
        try (Spool spool = Spool.open(file, 1 << 20)) {
            spool.delivered(append(spool, "one"));

            assertThat(spool.isEmpty()).isTrue();
            assertThat(file).hasSize(8);
            append(spool, "two");
            assertThat(rest(spool)).containsExactly("two");
        }
    }

    @Test
    void a_torn_frame_is_cut_off_and_the_rest_kept() throws IOException {
        try (Spool spool = Spool.open(file, 1 << 20)) {
            append(spool, "whole");
            append(spool, "torn in the middle");
        }
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.setLength(raw.length() - 4);
        }

        try (Spool again = Spool.open(file, 1 << 20)) {
            append(again, "new");
            assertThat(rest(again)).containsExactly("whole", "new");
        }
    }

    @Test
    void a_full_spool_says_so() throws IOException {
        try (Spool spool = Spool.open(file, 40)) {
            append(spool, "0123456789");

            assertThat(spool.append(bytes("0123456789"))).isEmpty();
            assertThat(rest(spool)).containsExactly("0123456789");
        }
    }

    @Test
    void two_edges_cannot_share_one() throws IOException {
        try (Spool spool = Spool.open(file, 1 << 20)) {
            assertThat(spool.isEmpty()).isTrue();
            assertThatThrownBy(() -> Spool.open(file, 1 << 20))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another edge");
        }
    }
}
