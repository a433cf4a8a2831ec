package io.ringlog.edge.kafka;

import io.ringlog.edge.directory.EdgesSource;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.EdgeHeartbeat;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the edges topic from its beginning and then follows it. */
final class KafkaEdgesSource implements EdgesSource {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients kafka;
    private final String client;
    private final Unreadable unreadable;
    private @Nullable ReaderLoop loop;

    KafkaEdgesSource(KafkaClients kafka, String client) {
        this.kafka = kafka;
        this.client = client;
        this.unreadable = new Unreadable(kafka, client + "-edges");
    }

    @Override
    public void start(Reader reader) {
        ReaderLoop reading = new ReaderLoop(
                "edge-edges",
                () -> kafka.reader(client + "-edges", Isolation.READ_UNCOMMITTED),
                consumer -> read(consumer, reader));
        loop = reading;
        reading.start();
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
        unreadable.close();
    }

    private void read(Consumer<String, byte[]> consumer, Reader reader) {
        List<TopicPartition> all = List.of(new TopicPartition(Topics.EDGES.name(), 0));
        consumer.assign(all);
        consumer.seekToBeginning(all);
        while (Objects.requireNonNull(loop).isOpen()) {
            consumer.poll(POLL).forEach(record -> change(record, reader));
        }
    }

    private void change(ConsumerRecord<String, byte[]> record, Reader reader) {
        if (record.value() == null) {
            reader.lost(record.key());
            return;
        }
        switch (Codecs.HEARTBEAT.decode(record.value())) {
            case Decoded.Ok<EdgeHeartbeat>(var beat) -> reader.heard(beat);
            case Decoded.Undecodable<EdgeHeartbeat> why -> unreadable.put(record, why);
        }
    }
}
