package io.ringlog.edge.kafka;

import io.ringlog.wire.Decoded.Undecodable;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Quarantine;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/** Where one reader puts records that it cannot read; opened when the first one comes. */
final class Unreadable implements AutoCloseable {

    private final KafkaClients kafka;
    private final String reader;
    private @Nullable Producer<String, byte[]> producer;

    Unreadable(KafkaClients kafka, String reader) {
        this.kafka = kafka;
        this.reader = reader;
    }

    synchronized void put(ConsumerRecord<String, byte[]> record, Undecodable<?> why) {
        Producer<String, byte[]> open = producer;
        if (open == null) {
            open = kafka.globalProducer(reader + "-quarantine");
            producer = open;
        }
        new Quarantine(open, reader).put(record, why);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }
}
