package io.ringlog.wire;

import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicFollower.Seen;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a piece of one partition's past, committed records only. */
public final class Past {

    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final TopicSpec topic;

    public Past(KafkaClients clients, TopicSpec topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /**
     * Hands over the records from {@code from} (or the oldest that is left) up to but not including {@code to}, until
     * {@code sink} answers false.
     *
     * @return the offset to go on from
     */
    public long read(int partition, long from, long to, Predicate<Seen> sink) {
        try (Consumer<String, byte[]> consumer = clients.reader("past", Isolation.READ_COMMITTED)) {
            TopicPartition place = new TopicPartition(topic.name(), partition);
            consumer.assign(List.of(place));
            consumer.seek(
                    place,
                    Math.max(from, consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L)));
            while (consumer.position(place) < to) {
                for (var record : consumer.poll(POLL).records(place)) {
                    if (record.offset() >= to) {
                        return to;
                    }
                    if (!sink.test(TopicFollower.seen(record))) {
                        return record.offset();
                    }
                }
            }
            return consumer.position(place);
        }
    }
}
