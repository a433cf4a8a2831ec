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

/** Carries sound between a folder and the bucket, round after round; a start goes on with what is left. */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    /** What is done again and again, each time all that is left of it. */
    @FunctionalInterface
    interface Round {
        void run() throws IOException;
    }

    private final String waiting;
    private final Duration pause;
    private final Round work;
    private final ScheduledExecutorService thread;
    private volatile @Nullable String trouble;

    private Rounds(String name, String waiting, Duration pause, Round work) {
        this.waiting = waiting;
        this.pause = pause;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                it -> Thread.ofPlatform().name(name).unstarted(it));
    }

    /** Brings recordings that wait in an edge's folder to the bucket. */
    public static Rounds uploads(BucketStore store) {
        return start(new Rounds("uploads", "recordings wait for the bucket", SOON, store::upload));
    }

    /** Brings the sounds of the api's folder to the bucket, and those of the bucket that it has not. */
    public static Rounds mirror(SoundMirror mirror) {
        return start(new Rounds("sounds", "sounds wait for the bucket", SOON, mirror::round));
    }

    /** Brings the sounds of the bucket to an edge, which has them where the bucket is away. */
    public static Rounds copies(SoundCopies copies) {
        return start(new Rounds("sounds", "new sounds do not come from the bucket", SoundCopies.PAUSE, copies::round));
    }

    private static Rounds start(Rounds rounds) {
        rounds.thread.execute(rounds::run);
        return rounds;
    }

    /** Why the last round did not do all of its work; empty when it did. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void run() {
        Duration rest = round() ? pause : AFTER_TROUBLE;
        try {
            thread.schedule(this::run, rest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the rounds are closed", closed);
        }
    }

    /** Whatever keeps a round from its work is told, and the next one tries again: what ends the rounds loses sound. */
    private boolean round() {
        try {
            work.run();
            if (trouble != null) {
                LOG.info("it is over that {}", waiting);
            }
            trouble = null;
            return true;
        } catch (IOException | RuntimeException away) {
            if (trouble == null) {
                LOG.warn("{}", waiting, away);
            }
            trouble = waiting + ": " + (away instanceof IOException ? away.getMessage() : away);
            return false;
        }
    }

    /** What is on its way is given up, and waits for the next start. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a round does not end; the next start begins it again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
