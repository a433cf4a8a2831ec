package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes recordings, in the order it is told. So much sound may wait for the disk and no more; what
 * begins and ends a recording always finds room. A recording is told of at least once, whenever the edge is killed: its
 * note goes when the teller has heard of it.
 */
public final class RecordingWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);

    /** 32 MB of sound: a disk that is behind by more than 10 s with 200 recordings will not catch up. */
    private static final int MOST_SECONDS_WAITING = 2_000;

    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final long MILLIS_PER_SECOND = 1000;

    private final Drafts drafts;
    private final MediaStore store;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("edge-recordings").unstarted(work));

    private RecordingWriter(Path drafts, MediaStore store, int most) throws IOException {
        this.drafts = new Drafts(drafts);
        this.store = store;
        this.most = most;
    }

    /**
     * Starts to write, after what an earlier start left has been finished and told.
     *
     * @param drafts folder of this edge alone
     */
    public static RecordingWriter start(Path drafts, MediaStore store, Consumer<Finished> teller) throws IOException {
        RecordingWriter writer = new RecordingWriter(drafts, store, MOST_SECONDS_WAITING);
        writer.finishOld(teller);
        return writer;
    }

    static RecordingWriter start(Path drafts, MediaStore store, int most) throws IOException {
        return new RecordingWriter(drafts, store, most);
    }

    private void finishOld(Consumer<Finished> teller) throws IOException {
        for (Note note : drafts.left()) {
            Finished finished = finishOld(note);
            LOG.warn(
                    "a recording of call {} was cut short by a kill: {} ms of it are kept",
                    note.callId(),
                    finished.durationMs());
            teller.accept(finished);
            drafts.told(note);
        }
    }

    private Finished finishOld(Note note) throws IOException {
        if (Files.exists(drafts.sound(note)) && drafts.mend(note) > 0) {
            store.put(note.objectKey(), drafts.sound(note));
        }
        Optional<Path> kept = store.find(note.objectKey());
        return kept.isPresent()
                ? finished(note, Files.size(kept.get()), RecordingEnd.FAILED, 0)
                : Finished.nothing(note, RecordingEnd.FAILED, 0);
    }

    /** A recording begins; {@code done} hears how it came out, on the writer's thread. */
    RecordingTape.Outlet begin(Note note, Consumer<Finished> done) {
        Writing writing = new Writing(note, done);
        always(writing::open);
        return writing;
    }

    /** The log has been told. */
    void told(Note note) {
        always(() -> quietly("the note of " + note.name(), () -> drafts.told(note)));
    }

    /** Takes a finished recording away for good. */
    public void erase(String objectKey) {
        always(() -> quietly(objectKey, () -> {
            boolean there = store.remove(objectKey);
            LOG.info("recording {} {}", objectKey, there ? "was removed" : "was not there to be removed");
        }));
    }

    /** Writes what waits, for a while. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the disk did not take all recordings in time; the next start finishes them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void always(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("recordings are closed", closed);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void quietly(String what, Work work) {
        try {
            work.run();
        } catch (IOException e) {
            LOG.warn("cannot take {} away", what, e);
        }
    }

    private static Finished finished(Note note, long fileBytes, RecordingEnd end, long lostMs) {
        long samples = (fileBytes - WavWriter.HEADER_BYTES) / 2;
        long ms = samples * MILLIS_PER_SECOND / Frames.SAMPLES_PER_SECOND;
        return new Finished(note, ms, fileBytes, end, lostMs, note.objectKey());
    }

    /** A recording on the writer's side: all but the constructor and the outlet run on its thread. */
    private final class Writing implements RecordingTape.Outlet {
        private final Note note;
        private final Consumer<Finished> done;
        private Drafts.@Nullable Draft draft;
        private volatile boolean broken;

        private Writing(Note note, Consumer<Finished> done) {
            this.note = note;
            this.done = done;
        }

        @Override
        public boolean isOpen() {
            return !broken;
        }

        @Override
        public boolean append(short[] samples, int length) {
            if (waiting.incrementAndGet() > most) {
                waiting.decrementAndGet();
                return false;
            }
            always(() -> {
                waiting.decrementAndGet();
                write(samples, length);
            });
            return true;
        }

        @Override
        public void finish(long keptSamples, RecordingEnd end, long lostMs) {
            always(() -> done.accept(finishNow(keptSamples, end, lostMs)));
        }

        private void open() {
            try {
                draft = drafts.begin(note);
            } catch (IOException e) {
                failed(e);
            }
        }

        private void write(short[] samples, int length) {
            Drafts.Draft open = draft;
            if (open != null && !broken) {
                try {
                    open.append(samples, length);
                } catch (IOException e) {
                    failed(e);
                }
            }
        }

        /** What was written before the disk failed is kept, if the disk can still say so. */
        private Finished finishNow(long keptSamples, RecordingEnd asked, long lostMs) {
            RecordingEnd end = broken ? RecordingEnd.FAILED : asked;
            try (Drafts.Draft open = draft) {
                if (open == null || keptSamples == 0) {
                    return Finished.nothing(note, end, lostMs);
                }
                open.finish(keptSamples);
                store.put(note.objectKey(), drafts.sound(note));
                Path kept = store.find(note.objectKey()).orElseThrow();
                return finished(note, Files.size(kept), end, lostMs);
            } catch (IOException e) {
                failed(e);
                return Finished.nothing(note, RecordingEnd.FAILED, lostMs);
            }
        }

        private void failed(IOException why) {
            broken = true;
            LOG.error("the recording {} of call {} cannot be written", note.recordingId(), note.callId(), why);
        }
    }
}
