package io.ringlog.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every new record of a topic to one listener, in order within a partition, from the moment it started. For those
 * who watch and need no past; whoever must miss nothing keeps offsets of their own and reads the gap with {@link Past}.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A record with where it lies; {@code value} is null for a tombstone. */
    public record Seen(
            int partition,
            long offset,
            Instant at,
            @Nullable String key,
            byte @Nullable [] value,
            Envelope envelope) {}

    /**
     * Told of each record on the follower's thread, where the records behind it wait. What it throws is logged, and the
     * next record is handed on.
     */
    @FunctionalInterface
    public interface Listener {
        void seen(Seen record);
    }

    private final Consumer<String, byte[]> consumer;
    private final TopicSpec topic;
    private final Listener listener;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Map<Integer, Long> start = new HashMap<>();
    private volatile boolean running = true;
    private final Thread thread;

    /** {@code consumer} comes from {@link KafkaClients#reader} and is closed with this. */
    public TopicFollower(Consumer<String, byte[]> consumer, TopicSpec topic, Listener listener) {
        this.consumer = consumer;
        this.topic = topic;
        this.listener = listener;
        this.thread =
                Thread.ofPlatform().daemon().name("follow-" + topic.name()).unstarted(this::run);
    }

    /** Starts, and returns when records written from now on will be seen: the first offset of each partition. */
    public Map<Integer, Long> start() {
        thread.start();
        try {
            if (!ready.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the broker does not say where " + topic.name() + " ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting to follow " + topic.name(), e);
        }
        return Map.copyOf(start);
    }

    @Override
    public void close() {
        running = false;
        consumer.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Seen seen(ConsumerRecord<String, byte[]> record) {
        return new Seen(
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                Envelope.read(record.headers()));
    }

    static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, TopicSpec topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    /** Why nothing is seen any more, in words; empty while it is, and before the start and after the end. */
    public Optional<String> trouble() {
        return running && thread.getState() == Thread.State.TERMINATED
                ? Optional.of("it does not follow " + topic.name() + " any more")
                : Optional.empty();
    }

    /**
     * Hands one record on. A fault is the listener's and is logged with its trace; were it to end the thread, it would
     * take the later records of all other accounts from them.
     */
    private void hand(ConsumerRecord<String, byte[]> record) {
        try {
            listener.seen(seen(record));
        } catch (RuntimeException fault) {
            LOG.error("{} {}-{} was not dealt with", topic.name(), record.partition(), record.offset(), fault);
        }
    }

    private void run() {
        try (consumer) {
            List<TopicPartition> all = partitions(consumer, topic);
            consumer.assign(all);
            consumer.seekToEnd(all);
            all.forEach(it -> start.put(it.partition(), consumer.position(it)));
            ready.countDown();
            while (running) {
                consumer.poll(POLL).forEach(this::hand);
            }
        } catch (WakeupException | InterruptException closing) {
            LOG.debug("no longer following {}", topic.name(), closing);
        } catch (KafkaException broken) {
            LOG.error("{} is no longer followed", topic.name(), broken);
        }
    }
}
