package io.ringlog.edge.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Command;
import io.ringlog.edge.Desk;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.relay.Tape;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody waits for a recording that could not begin. */
class RecordingWithoutMediaSpec {

    @TempDir
    Path folder;

    /** Media that is too busy. */
    private record Busy(BlockingQueue<Finished> told) implements RecordRunner.Studio {
        @Override
        public void beep(Note note, String playbackId, Runnable refused) {
            refused.run();
        }

        @Override
        public boolean record(String callId, String legId, Tape tape) {
            return false;
        }

        @Override
        public void endRecording(String callId, String legId) {}

        @Override
        public void tell(Finished finished, Runnable kept) {
            told.add(finished);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_recording_that_media_does_not_take_has_failed(boolean beep) throws Exception {
        BlockingQueue<Finished> told = new LinkedBlockingQueue<>();
        try (Desk desk = new Desk(new EdgeCounters());
                RecordingWriter writer = RecordingWriter.start(
                        folder.resolve("drafts"), new FolderStore(folder.resolve("recordings")), (left, kept) -> {})) {
            RecordRunner runner = new RecordRunner(desk, writer, new Busy(told));

            desk.execute(() -> runner.start("acc_1", new Command.RecordLeg("call_1", "a", "rec-1", 600, 0, "", beep)));

            Note note = new Note("acc_1", "call_1", "a", "rec-1");
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(Finished.nothing(note, RecordingEnd.FAILED, 0));
        }
    }
}
