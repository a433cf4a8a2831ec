package io.ringlog.topology;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One partition read from its beginning to an end that is known before, record by record. */
final class PartitionLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final long end;
    private final Deque<ConsumerRecord<String, byte[]>> fetched = new ArrayDeque<>();

    /** Reads up to {@code end}, which it does not include, and closes the consumer. */
    PartitionLog(Consumer<String, byte[]> consumer, TopicPartition partition, long end) {
        this.consumer = consumer;
        this.partition = partition;
        this.end = end;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** The next record without taking it; empty at the end. Waits as long as the broker needs. */
    Optional<ConsumerRecord<String, byte[]>> peek() {
        while (fetched.isEmpty() && consumer.position(partition) < end) {
            consumer.poll(POLL).records(partition).forEach(fetched::add);
        }
        return Optional.ofNullable(fetched.peek()).filter(record -> record.offset() < end);
    }

    /** Takes the next record. */
    Optional<ConsumerRecord<String, byte[]>> next() {
        var next = peek();
        next.ifPresent(record -> fetched.remove());
        return next;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
