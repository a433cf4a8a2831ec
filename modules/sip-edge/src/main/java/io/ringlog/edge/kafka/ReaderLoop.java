package io.ringlog.edge.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads with one consumer until it is closed, and with a new one after a failure. */
final class ReaderLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);
    private static final Duration BACK_OFF = Duration.ofMillis(500);

    /** A consumer's goodbye waits behind the fetch under way; interrupted in it, the client reports an error. */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** Reads from the consumer until {@code open} says no. */
    interface Reading {
        void read(Consumer<String, byte[]> consumer) throws InterruptedException;
    }

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Reading reading;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean open = true;
    private volatile @Nullable Consumer<String, byte[]> current;

    ReaderLoop(String name, Supplier<Consumer<String, byte[]>> consumers, Reading reading) {
        this.consumers = consumers;
        this.reading = reading;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        closing.countDown();
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (open) {
                readOnce();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce() throws InterruptedException {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            current = consumer;
            reading.read(consumer);
        } catch (WakeupException closing) {
            LOG.debug("{} is closing", thread.getName());
        } catch (InterruptException closing) {
            throw new InterruptedException(closing.getMessage());
        } catch (KafkaException e) {
            LOG.warn("{} starts over: {}", thread.getName(), e.toString());
            closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException bug) {
            // An edge that has gone deaf is worse than one that stumbles over the same record again.
            LOG.error("{} starts over", thread.getName(), bug);
            closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
