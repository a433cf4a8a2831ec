package io.ringlog.wire;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one small compacted topic, in the order they are put; a null value removes the row. */
public final class TableWriter implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final TopicSpec table;

    public TableWriter(Producer<String, byte[]> producer, TopicSpec table) {
        this.producer = producer;
        this.table = table;
    }

    /** Completes when the broker has the row. */
    public CompletableFuture<Void> put(String key, byte @Nullable [] value, Envelope envelope) {
        var done = new CompletableFuture<Void>();
        var record = new ProducerRecord<>(table.name(), null, null, key, value, envelope.headers());
        producer.send(record, (metadata, error) -> {
            if (error == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(error);
            }
        });
        return done;
    }

    @Override
    public void close() {
        producer.close();
    }
}
