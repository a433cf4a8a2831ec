package io.ringlog.app.store;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings recordings that wait in an edge's folder to the bucket, as long as it runs; a start goes on with the rest. */
public final class Uploads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final BucketStore store;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("uploads").unstarted(work));
    private volatile @Nullable String trouble;

    private Uploads(BucketStore store) {
        this.store = store;
    }

    public static Uploads start(BucketStore store) {
        Uploads uploads = new Uploads(store);
        uploads.thread.execute(uploads::run);
        return uploads;
    }

    /** Why the last recording did not come to the bucket; empty when it did. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        Duration pause = round() ? SOON : AFTER_TROUBLE;
        try {
            thread.schedule(this::run, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("uploads are closed", closed);
        }
    }

    private boolean round() {
        try {
            store.upload();
            if (trouble != null) {
                LOG.info("recordings come to the bucket again");
            }
            trouble = null;
            return true;
        } catch (IOException away) {
            if (trouble == null) {
                LOG.warn("recordings wait for the bucket", away);
            }
            trouble = "recordings wait for the bucket: " + away.getMessage();
            return false;
        }
    }

    /** What is on its way is given up, and waits for the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("an upload does not end; the next start begins it again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
