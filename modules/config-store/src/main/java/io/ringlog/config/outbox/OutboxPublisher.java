package io.ringlog.config.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.config.ConfigStore;
import io.ringlog.config.db.Row;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.TableWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings committed changes to the log in the order of their commits and marks them when the broker has them. Wakes with
 * each commit of this process, and looks now and then for what another process committed.
 */
public final class OutboxPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final int BATCH = 500;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String SOURCE = "ringlog/config";

    private final ConfigStore store;
    private final JournalWriter journal;
    private final TableWriter directory;
    private final Semaphore committed = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    /** The writers stay the caller's: whoever made them closes them, after this. */
    public OutboxPublisher(ConfigStore store, JournalWriter journal, TableWriter directory) {
        this.store = store;
        this.journal = journal;
        this.directory = directory;
        store.onCommit(committed::release);
    }

    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("outbox").start(this::run);
    }

    /** Publishes everything there is now; returns how many records the broker took. */
    public int drain() {
        int total = 0;
        for (int taken = publish(); taken > 0; taken = publish()) {
            total += taken;
        }
        return total;
    }

    @Override
    public void close() {
        running = false;
        committed.release();
        join();
    }

    private void run() {
        while (running) {
            Duration pause = drainOrBackOff();
            await(pause);
        }
    }

    private Duration drainOrBackOff() {
        try {
            drain();
            return LOOK;
        } catch (PublishFailed broken) {
            LOG.warn("the log does not take configuration changes, trying again: {}", broken.getMessage());
            return BACK_OFF;
        }
    }

    private int publish() {
        List<Row> rows = store.database().read(sql -> Outbox.unpublished(sql, BATCH));
        if (rows.isEmpty()) {
            return 0;
        }
        sendAll(rows).forEach(OutboxPublisher::acknowledged);
        long last = rows.getLast().integer("seq");
        Instant at = store.clock().instant();
        store.database().write(sql -> {
            Outbox.markPublished(sql, last, at);
            return last;
        });
        return rows.size();
    }

    /** Stops at the first record that is turned away: none may overtake another. */
    private List<CompletableFuture<?>> sendAll(List<Row> rows) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Row row : rows) {
            CompletableFuture<?> record = send(row);
            sent.add(record);
            if (record.isCompletedExceptionally()) {
                break;
            }
        }
        return sent;
    }

    private CompletableFuture<?> send(Row row) {
        String payload = row.textOrNull("payload");
        byte[] value = payload == null ? null : payload.getBytes(UTF_8);
        String key = row.text("record_key");
        return value != null && row.text("topic").equals(Outbox.JOURNAL)
                ? journal.write(new JournalWriter.Entry(key, envelope(row), value))
                : directory.put(key, value, envelope(row));
    }

    private static Envelope envelope(Row row) {
        return new Envelope(
                "config-" + row.integer("seq"), row.text("record_type"), SOURCE, Optional.empty(), Optional.empty());
    }

    private static void acknowledged(Future<?> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new PublishFailed(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailed("interrupted", e);
        }
    }

    private void await(Duration pause) {
        try {
            if (committed.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                committed.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    /** What the broker does not take now stays in the outbox for the next start; nobody waits for it without end. */
    private void join() {
        Thread worker = thread;
        if (worker != null) {
            try {
                if (!worker.join(PATIENCE)) {
                    worker.interrupt();
                    worker.join(PATIENCE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The broker did not take a record; everything unmarked is sent again. */
    static final class PublishFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublishFailed(String why, Throwable cause) {
            super(why, cause);
        }
    }
}
