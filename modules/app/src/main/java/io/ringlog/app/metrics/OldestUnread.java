package io.ringlog.app.metrics;

import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How long ago the oldest record was written that somebody has not read, as the log itself shows. */
final class OldestUnread implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    /** What of a partition has not been read: offsets from the first to before the end. */
    record Unread(long from, long end) {}

    private final Consumer<String, byte[]> reader;

    OldestUnread(KafkaClients clients) {
        reader = clients.reader("commit-lag", Isolation.READ_COMMITTED);
    }

    /** Seconds; 0 where nothing stands but marks of transactions, empty when the log did not answer by the end. */
    OptionalDouble ageSec(Map<TopicPartition, Unread> behind, long endNanos) {
        try {
            return oldest(behind, endNanos);
        } catch (KafkaException away) {
            return OptionalDouble.empty();
        } finally {
            reader.unsubscribe();
        }
    }

    private OptionalDouble oldest(Map<TopicPartition, Unread> behind, long endNanos) {
        long now = System.currentTimeMillis();
        long oldest = now;
        Set<TopicPartition> unseen = new HashSet<>(behind.keySet());
        reader.assign(unseen);
        behind.forEach((partition, unread) -> reader.seek(partition, unread.from()));
        while (!unseen.isEmpty() && System.nanoTime() - endNanos < 0) {
            ConsumerRecords<String, byte[]> came = reader.poll(POLL);
            for (TopicPartition partition : came.partitions()) {
                if (unseen.remove(partition)) {
                    oldest = Math.min(oldest, came.records(partition).getFirst().timestamp());
                }
            }
            reader.pause(came.partitions());
            unseen.removeIf(partition -> reader.position(partition, POLL)
                    >= Objects.requireNonNull(behind.get(partition)).end());
        }
        return unseen.isEmpty() ? OptionalDouble.of((now - oldest) / 1000.0) : OptionalDouble.empty();
    }

    @Override
    public void close() {
        reader.close();
    }
}
