package io.ringlog.topology;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running topology: started, watched until it is ready, its threads replaced when they die, closed cleanly. */
public final class StreamsRole implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRole.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long FIRST_BACKOFF_MS = 100;
    private static final int MOST_DOUBLINGS = 6;

    private final String name;
    private final KafkaStreams streams;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private Runnable afterwards = () -> {};

    StreamsRole(String name, Topology topology, Properties config) {
        this.name = name;
        this.streams = new KafkaStreams(topology, config);
        streams.setStateListener((now, before) -> stateChanged(now));
        streams.setUncaughtExceptionHandler(this::threadDied);
    }

    /** What is done once the topology has closed. */
    StreamsRole closing(Runnable what) {
        afterwards = what;
        return this;
    }

    /** Returns at once; {@link #ready()} tells when partitions are assigned and restored. */
    public void start() {
        streams.start();
    }

    /** Completes when the topology runs for the first time. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Whether it runs now: a rebalance or a restore makes it false for a while. */
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Why it does not run now, in words; empty when it does. */
    public Optional<String> trouble() {
        return switch (streams.state()) {
            case RUNNING -> Optional.empty();
            case CREATED -> Optional.of("has not started");
            case REBALANCING -> Optional.of("takes over partitions and restores their state");
            case PENDING_SHUTDOWN, NOT_RUNNING -> Optional.of("is stopping");
            case PENDING_ERROR, ERROR -> Optional.of("has given up; the log file says why");
        };
    }

    /** The running streams, to query and to measure. */
    public KafkaStreams streams() {
        return streams;
    }

    /** Commits everything and leaves the group: a member that only falls silent holds its partitions for 40 s more. */
    @Override
    public void close() {
        boolean clean = streams.close(
                CloseOptions.timeout(PATIENCE).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
        if (!clean) {
            LOG.warn("{} did not close within {} s", name, PATIENCE.toSeconds());
        }
        afterwards.run();
    }

    private void stateChanged(KafkaStreams.State now) {
        LOG.info("{} is {}", name, now);
        if (now == KafkaStreams.State.RUNNING) {
            deaths.set(0);
            ready.complete(null);
        }
        if (now == KafkaStreams.State.ERROR) {
            ready.completeExceptionally(new IllegalStateException(name + " cannot run"));
        }
    }

    /** A broken world mends, so a new thread takes over after a pause; what it did not commit is decided again. */
    private StreamThreadExceptionResponse threadDied(Throwable why) {
        int doublings = Math.min(deaths.getAndIncrement(), MOST_DOUBLINGS);
        long pauseMs = FIRST_BACKOFF_MS << doublings;
        LOG.error("a thread of {} died; another takes over in {} ms", name, pauseMs, why);
        LockSupport.parkNanos(Duration.ofMillis(pauseMs).toNanos());
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
