package io.ringlog.edge.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.Tone;
import io.ringlog.media.audio.WavReader;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are whole or not there, the log is told of each at least once, and a slow disk holds nobody up. */
class WritingRecordingsSpec {

    private static final Note NOTE = new Note("acc_1", "call_1", "a", "rec-1");
    private static final String KEY = "acc_1/call_1.rec-1.wav";

    @TempDir
    Path folder;

    private Path drafts() {
        return folder.resolve("drafts");
    }

    private MediaStore store() {
        return new FolderStore(folder.resolve("recordings"));
    }

    private static RecordingTape tape(RecordingTape.Outlet outlet) {
        return new RecordingTape(new Command.RecordLeg("call_1", "a", "rec-1", 600, 0, "", false), outlet);
    }

    private static void speak(RecordingTape tape, int seconds) {
        Tone tone = new Tone(440, 8_000);
        short[] frame = new short[Frames.SAMPLES];
        for (int i = 0; i < seconds * 50; i++) {
            tone.read(frame);
            tape.frame(frame);
        }
    }

    private static Finished await(CompletableFuture<Finished> told) throws Exception {
        return told.get(10, TimeUnit.SECONDS);
    }

    private static RecordingWriter.Teller keeping(Collection<Finished> told) {
        return (left, kept) -> {
            told.add(left);
            kept.run();
        };
    }

    private List<Finished> nextStart() throws IOException {
        List<Finished> told = new ArrayList<>();
        RecordingWriter.start(drafts(), store(), keeping(told)).close();
        return told;
    }

    @Test
    void a_draft_of_a_killed_edge_is_finished_and_told_by_the_next_start() throws Exception {
        leaveADraft(NOTE);

        assertThat(nextStart()).containsExactly(new Finished(NOTE, 2_000, 32_044, RecordingEnd.FAILED, 0, KEY));

        try (Sound kept = store().open(KEY).orElseThrow()) {
            assertThat(WavReader.read(kept.bytes()).length()).isEqualTo(16_000);
        }
        assertThat(drafts()).isEmptyDirectory();
    }

    @Test
    void a_recording_that_was_kept_and_not_told_is_told_by_the_next_start() throws Exception {
        try (RecordingWriter writer = RecordingWriter.start(drafts(), store(), (left, kept) -> {})) {
            CompletableFuture<Finished> told = new CompletableFuture<>();
            RecordingTape tape = tape(writer.begin(NOTE, told::complete));
            speak(tape, 1);
            tape.over();
            await(told);
        }

        assertThat(nextStart()).containsExactly(new Finished(NOTE, 1_000, 16_044, RecordingEnd.FAILED, 0, KEY));
        assertThat(nextStart()).isEmpty();
    }

    @Test
    void a_recording_that_never_began_is_told_as_nothing() throws Exception {
        Files.createDirectories(drafts());
        Files.write(drafts().resolve("call_1.rec-1.note"), NOTE.lines());
        Files.write(drafts().resolve("call_2.rec-2.note"), List.of("acc_1"));

        assertThat(nextStart()).containsExactly(Finished.nothing(NOTE, RecordingEnd.FAILED, 0));
        assertThat(drafts()).isEmptyDirectory();
    }

    @Test
    void a_start_does_not_need_the_store_and_finishes_what_was_left_when_it_is_back() throws Exception {
        leaveADraft(NOTE);
        Path away = Files.writeString(folder.resolve("recordings"), "no folder");
        BlockingQueue<Finished> told = new LinkedBlockingQueue<>();
        try (RecordingWriter writer = RecordingWriter.start(drafts(), store(), keeping(told))) {
            writer.again();
            assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(drafts().resolve("call_1.rec-1.wav")).exists();
            Files.delete(away);

            Finished finished = tryUntil(writer, told);

            assertThat(finished).isEqualTo(new Finished(NOTE, 2_000, 32_044, RecordingEnd.FAILED, 0, KEY));
        }
        assertThat(store().open(KEY)).isPresent();
        assertThat(drafts()).isEmptyDirectory();
    }

    @Test
    void a_recording_is_told_anew_until_the_news_is_kept() throws Exception {
        leaveADraft(NOTE);
        List<Finished> unheard = new ArrayList<>();
        RecordingWriter.start(drafts(), store(), (left, kept) -> unheard.add(left))
                .close();
        assertThat(unheard).hasSize(1);

        assertThat(nextStart()).isEqualTo(unheard);
        assertThat(nextStart()).isEmpty();
    }

    @Test
    void a_note_that_cannot_be_read_holds_no_other_up() throws Exception {
        leaveADraft(NOTE);
        Files.createDirectories(drafts().resolve("call_0.rec-0.note"));

        assertThat(nextStart()).extracting(Finished::note).containsExactly(NOTE);
    }

    @Test
    void a_recording_whose_store_is_away_stays_whole_and_is_told_when_it_is_back() throws Exception {
        Path away = Files.writeString(folder.resolve("recordings"), "no folder");
        BlockingQueue<Finished> told = new LinkedBlockingQueue<>();
        try (RecordingWriter writer = RecordingWriter.start(drafts(), store(), (left, kept) -> {})) {
            RecordingTape tape = tape(writer.begin(NOTE, told::add));
            speak(tape, 1);
            tape.because(RecordingEnd.KEY);
            tape.over();
            assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(drafts().resolve("call_1.rec-1.wav")).hasSize(16_044);
            Files.delete(away);

            assertThat(tryUntil(writer, told)).isEqualTo(new Finished(NOTE, 1_000, 16_044, RecordingEnd.KEY, 0, KEY));
        }
        assertThat(store().open(KEY)).isPresent();
    }

    @Test
    void a_store_that_is_away_is_not_taken_for_one_that_has_nothing() throws Exception {
        Files.createDirectories(drafts());
        Files.write(drafts().resolve("call_1.rec-1.note"), NOTE.lines());
        Files.writeString(folder.resolve("recordings"), "no folder");

        assertThat(nextStart()).isEmpty();
        assertThat(drafts().resolve("call_1.rec-1.note")).exists();
    }

    private void leaveADraft(Note note) throws IOException {
        Files.createDirectories(drafts());
        Files.write(drafts().resolve(note.name() + ".note"), note.lines());
        byte[] cut = Arrays.copyOf(WavWriter.header(1, 0), WavWriter.HEADER_BYTES + 32_001);
        Files.write(drafts().resolve(note.name() + ".wav"), cut);
    }

    private static Finished tryUntil(RecordingWriter writer, BlockingQueue<Finished> told) throws Exception {
        Finished finished = null;
        for (int i = 0; i < 100 && finished == null; i++) {
            writer.again();
            finished = told.poll(100, TimeUnit.MILLISECONDS);
        }
        return Objects.requireNonNull(finished, "nothing was told");
    }

    @Test
    void what_a_slow_disk_does_not_take_is_told_as_lost() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        SlowStore slow = new SlowStore(store(), disk, new CountDownLatch(1));
        try (RecordingWriter writer = RecordingWriter.start(drafts(), slow, (left, kept) -> {}, 2)) {
            CompletableFuture<Finished> first = new CompletableFuture<>();
            RecordingTape blocking = tape(writer.begin(new Note("acc_1", "call_0", "a", "rec-0"), first::complete));
            speak(blocking, 1);
            blocking.over();
            CompletableFuture<Finished> told = new CompletableFuture<>();
            RecordingTape tape = tape(writer.begin(NOTE, told::complete));
            assertThat(slow.reached().await(10, TimeUnit.SECONDS)).isTrue();

            speak(tape, 5);
            tape.over();
            disk.countDown();

            Finished finished = await(told);
            assertThat(finished.lostMs()).isEqualTo(3_000);
            assertThat(finished.durationMs()).isEqualTo(2_000);
        }
    }

    @Test
    void no_key_leads_out_of_the_folder() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.wav"), "x");

        for (String key : List.of("../secret.wav", "a/../../secret.wav", "/etc/passwd", "acc_1", "a/b/c", "./x.wav")) {
            assertThat(store().open(key)).as(key).isEmpty();
            assertThat(store().remove(key)).as(key).isFalse();
        }
        assertThat(secret).exists();
    }

    /** A disk that stands still until it is let go. */
    private record SlowStore(MediaStore behind, CountDownLatch disk, CountDownLatch reached) implements MediaStore {
        @Override
        public void put(String key, Path file) throws IOException {
            reached.countDown();
            try {
                disk.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            behind.put(key, file);
        }

        @Override
        public Optional<Sound> open(String key) throws IOException {
            return behind.open(key);
        }

        @Override
        public boolean remove(String key) throws IOException {
            return behind.remove(key);
        }
    }
}
