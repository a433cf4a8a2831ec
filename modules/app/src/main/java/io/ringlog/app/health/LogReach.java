package io.ringlog.app.health;

import io.ringlog.wire.KafkaClients;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/** Whether the broker answers this process; asked at most once a second, however often somebody wants to know. */
public final class LogReach implements AutoCloseable {
    private static final long PATIENCE_MS = 1_500;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Admin admin;
    private boolean answered;
    private long askedAt;

    public LogReach(KafkaClients clients) {
        this.admin = clients.admin();
        this.askedAt = System.nanoTime() - FRESH_NANOS;
    }

    /** Waits for the broker, but not longer than a health check would. */
    public synchronized boolean answers() {
        if (System.nanoTime() - askedAt >= FRESH_NANOS) {
            answered = ask();
            askedAt = System.nanoTime();
        }
        return answered;
    }

    @Override
    public void close() {
        admin.close();
    }

    private boolean ask() {
        KafkaFuture<String> cluster = admin.describeCluster().clusterId();
        try {
            cluster.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException away) {
            cluster.cancel(true);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
