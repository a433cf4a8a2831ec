package io.ringlog.app.log;

import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads whole topics, or goes on reading them as they grow; it belongs to no group and leaves no trace. */
public final class LogReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;

    public LogReader(KafkaClients clients) {
        this.clients = clients;
    }

    /** Hands over everything that is committed now, in the order of each partition. */
    public void readAll(TopicSpec topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        try (Consumer<String, byte[]> consumer = clients.reader("ringlog-read", Isolation.READ_COMMITTED)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }

    /**
     * Hands over records as they come, until {@code stopped}; from the beginning, or from the moment on in which
     * {@code listening} is told.
     */
    public void follow(
            List<TopicSpec> topics,
            boolean fromBeginning,
            Runnable listening,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each,
            BooleanSupplier stopped) {
        try (Consumer<String, byte[]> consumer = clients.reader("ringlog-tail", Isolation.READ_COMMITTED)) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> partitions(consumer, topic).stream())
                    .toList();
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
            listening.run();
            while (!stopped.getAsBoolean()) {
                consumer.poll(POLL).forEach(each);
            }
        }
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, TopicSpec topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is nothing in this log yet: it has no topic " + topic.name()
                    + "; the first start of ./ringlog up that succeeds makes it");
        }
        return partitions;
    }
}
