package io.ringlog.edge.kafka;

import io.ringlog.edge.directory.DirectorySource;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.DirectoryEntry;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the directory topic whole and then follows it. */
final class KafkaDirectorySource implements DirectorySource {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients kafka;
    private final String client;
    private final Unreadable unreadable;
    private @Nullable ReaderLoop loop;

    KafkaDirectorySource(KafkaClients kafka, String client) {
        this.kafka = kafka;
        this.client = client;
        this.unreadable = new Unreadable(kafka, client + "-directory");
    }

    @Override
    public void start(Reader reader) {
        ReaderLoop reading = new ReaderLoop(
                "edge-directory",
                () -> kafka.reader(client + "-directory", Isolation.READ_COMMITTED),
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
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.DIRECTORY.name()).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean behind = true;
        while (Objects.requireNonNull(loop).isOpen()) {
            if (behind && ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
                behind = false;
                reader.caughtUp();
            }
            consumer.poll(POLL).forEach(record -> change(record, reader));
        }
    }

    private void change(ConsumerRecord<String, byte[]> record, Reader reader) {
        if (record.value() == null) {
            reader.changed(record.key(), null);
            return;
        }
        switch (Codecs.DIRECTORY.decode(record.value())) {
            case Decoded.Ok<DirectoryEntry>(var entry) -> reader.changed(record.key(), entry);
            case Decoded.Undecodable<DirectoryEntry> why -> unreadable.put(record, why);
        }
    }
}
