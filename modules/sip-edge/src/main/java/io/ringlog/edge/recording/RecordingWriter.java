package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.media.audio.Frames;
import io.ringlog.media.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes recordings, in the order it is told. So much sound may wait for the disk and no more; what
 * begins and ends a recording always finds room. A recording is told of at least once, whenever the edge is killed: its
 * note goes when no kill can lose the news. What the store does not take stays a draft, is tried again, and told then.
 */
public final class RecordingWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);

    /** 64 MB of sound at most: a disk that is behind by more than 10 s with 200 recordings will not catch up. */
    private static final int MOST_SECONDS_WAITING = 2_000;

    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final long MILLIS_PER_SECOND = 1000;

    /** Who brings to the log what an earlier start left; hears of it on the writer's thread. */
    @FunctionalInterface
    public interface Teller {
        /** @param kept runs once no kill can lose the news */
        void tell(Finished left, Runnable kept);
    }

    private final Drafts drafts;
    private final MediaStore store;
    private final Teller teller;
    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean trying = new AtomicBoolean();
    /** By name, all whose note this start has begun or found. */
    private final Map<String, Writing> known = new HashMap<>();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("edge-recordings").unstarted(work));
    private final ExecutorService erasures = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("edge-erasures").unstarted(work));

    private RecordingWriter(Path drafts, MediaStore store, Teller teller, int most) throws IOException {
        this.drafts = new Drafts(drafts);
        this.store = store;
        this.teller = teller;
        this.most = most;
    }

    /**
     * Starts to write, first of all what an earlier start left. Does not wait for the store.
     *
     * @param drafts folder of this edge alone
     */
    public static RecordingWriter start(Path drafts, MediaStore store, Teller teller) throws IOException {
        return start(drafts, store, teller, MOST_SECONDS_WAITING);
    }

    static RecordingWriter start(Path drafts, MediaStore store, Teller teller, int most) throws IOException {
        RecordingWriter writer = new RecordingWriter(drafts, store, teller, most);
        writer.tryLeft();
        return writer;
    }

    /** Tries again to finish what could not be finished; to be called now and then. Never waits. */
    public void again() {
        if (trying.compareAndSet(false, true)) {
            always(() -> {
                tryLeft();
                always(() -> trying.set(false));
            });
        }
    }

    /** One piece of work each, so that the seconds of those who speak now go between. */
    private void tryLeft() {
        try {
            drafts.left()
                    .forEach(note -> always(() -> known.computeIfAbsent(note.name(), name -> left(note))
                            .tryAgain()));
        } catch (IOException e) {
            LOG.warn("cannot say which recordings are not finished", e);
        }
    }

    private Writing left(Note note) {
        Writing left = new Writing(note, finished -> {
            LOG.warn(
                    "{} ms are kept of a recording of call {}, which a kill cut short",
                    finished.durationMs(),
                    note.callId());
            teller.tell(finished, () -> told(note));
        });
        left.stage = Stage.LATE;
        return left;
    }

    /** A recording begins; {@code done} hears how it came out, on the writer's thread. */
    RecordingTape.Outlet begin(Note note, Consumer<Finished> done) {
        Writing writing = new Writing(note, done);
        always(writing::open);
        return writing;
    }

    /** No kill can lose any more how it came out. */
    void told(Note note) {
        always(() -> {
            Writing told = known.get(note.name());
            if (told != null) {
                told.stage = Stage.HEARD;
                told.forget();
            }
        });
    }

    /**
     * Takes a finished recording away for good.
     *
     * @param erased hears on a thread of its own whether it was there; nobody hears of what could not be taken away
     */
    public void erase(String objectKey, Consumer<Boolean> erased) {
        // A store that lets us wait must not keep what is said now from the disk.
        give(
                erasures,
                () -> quietly(objectKey, () -> {
                    boolean there = store.remove(objectKey);
                    LOG.info("recording {} {}", objectKey, there ? "was removed" : "was not there to be removed");
                    erased.accept(there);
                }));
    }

    /** Waits a while until what was said so far is written and told. */
    public void flush() {
        CountDownLatch written = new CountDownLatch(1);
        always(written::countDown);
        await(() -> written.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Writes what waits, for a while. */
    @Override
    public void close() {
        // What waits may have more to do when its turn has come.
        flush();
        thread.shutdown();
        erasures.shutdown();
        await(() -> thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS));
        // What is not erased now is asked for again.
        erasures.shutdownNow();
    }

    private interface Waiting {
        boolean isDone() throws InterruptedException;
    }

    private static void await(Waiting waiting) {
        try {
            if (!waiting.isDone()) {
                LOG.warn("the disk did not take all recordings in time; the next start finishes them");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void always(Runnable work) {
        give(thread, work);
    }

    private static void give(ExecutorService thread, Runnable work) {
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

    private interface Result {
        Finished get() throws IOException;
    }

    private enum Stage {
        WRITING,
        /** Over, and not in the store yet. */
        LATE,
        TOLD,
        /** No kill can lose the news; the note is to go. */
        HEARD
    }

    /** A recording on the writer's side: all but the constructor and the outlet run on its thread. */
    private final class Writing implements RecordingTape.Outlet {
        private final Note note;
        private final Consumer<Finished> done;
        private Stage stage = Stage.WRITING;
        private RecordingEnd end = RecordingEnd.FAILED;
        private long lostMs;
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
        public void finish(long keptSamples, RecordingEnd asked, long lost) {
            always(() -> {
                end = broken ? RecordingEnd.FAILED : asked;
                lostMs = lost;
                tell(() -> cut(keptSamples) ? kept() : nothing());
            });
        }

        private void open() {
            known.put(note.name(), this);
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

        private void tryAgain() {
            switch (stage) {
                case LATE -> tell(this::kept);
                case HEARD -> forget();
                case WRITING, TOLD -> {}
            }
        }

        private void tell(Result result) {
            try {
                Finished finished = result.get();
                stage = Stage.TOLD;
                done.accept(finished);
            } catch (IOException e) {
                stage = Stage.LATE;
                LOG.warn("the recording {} stays a draft and is tried again", note.objectKey(), e);
            }
        }

        /** What was written before the disk failed is kept, if the disk can still say so; false when it is nothing. */
        private boolean cut(long keptSamples) throws IOException {
            try (Drafts.Draft open = draft) {
                draft = null;
                if (open != null && keptSamples > 0) {
                    open.finish(keptSamples);
                }
                return open != null && keptSamples > 0;
            }
        }

        private Finished kept() throws IOException {
            boolean waited = Files.exists(drafts.sound(note)) && drafts.mend(note) > 0;
            if (waited) {
                store.put(note.objectKey(), drafts.sound(note));
            }
            try (Sound kept = store.open(note.objectKey()).orElse(null)) {
                if (kept == null && waited) {
                    throw new NoSuchFileException(note.objectKey(), null, "was put, and is not there");
                }
                return kept == null ? nothing() : finished(kept.sizeBytes());
            }
        }

        private Finished finished(long fileBytes) {
            long samples = (fileBytes - WavWriter.HEADER_BYTES) / (2L * note.channels());
            long ms = samples * MILLIS_PER_SECOND / Frames.SAMPLES_PER_SECOND;
            return new Finished(note, ms, fileBytes, end, lostMs, note.objectKey());
        }

        private Finished nothing() {
            return Finished.nothing(note, end, lostMs);
        }

        private void forget() {
            quietly("the note of " + note.name(), () -> {
                drafts.told(note);
                known.remove(note.name());
            });
        }

        private void failed(IOException why) {
            broken = true;
            LOG.error("the recording {} of call {} cannot be written", note.recordingId(), note.callId(), why);
        }
    }
}
