package io.ringlog.edge.kafka;

import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.edge.command.CommandSource;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads the edge's command topic read-uncommitted, so that a decision leaves before its transaction commits; whoever
 * handles commands drops those decided again.
 */
final class KafkaCommandSource implements CommandSource {

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients kafka;
    private final String edge;
    private final TopicPartition topic;
    private final PositionFile position;
    private final Unreadable unreadable;
    private @Nullable ReaderLoop loop;

    KafkaCommandSource(KafkaClients kafka, String edge, Path positionFile) {
        this.kafka = kafka;
        this.edge = edge;
        this.topic = new TopicPartition(Topics.commandsName(edge), 0);
        this.position = new PositionFile(positionFile);
        this.unreadable = new Unreadable(kafka, "edge-" + edge + "-commands");
    }

    @Override
    public void start(Consumer<CommandRecord> handler) {
        ReaderLoop reader = new ReaderLoop(
                "edge-commands",
                () -> kafka.reader("edge-" + edge + "-commands", Isolation.READ_UNCOMMITTED),
                consumer -> read(consumer, handler));
        loop = reader;
        reader.start();
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
        unreadable.close();
        position.close();
    }

    private void read(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer, Consumer<CommandRecord> to) {
        consumer.assign(List.of(topic));
        consumer.seek(topic, startFrom(consumer));
        while (Objects.requireNonNull(loop).isOpen()) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                handle(record, to);
            }
            if (!records.isEmpty()) {
                position.write(consumer.position(topic));
            }
        }
    }

    /** Retention may have deleted the old position, and a topic made anew has none of it. */
    private long startFrom(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        long first = consumer.beginningOffsets(List.of(topic)).getOrDefault(topic, 0L);
        long end = consumer.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
        OptionalLong kept = position.read();
        boolean usable = kept.isPresent() && kept.getAsLong() >= first && kept.getAsLong() <= end;
        return usable ? kept.getAsLong() : first;
    }

    private void handle(ConsumerRecord<String, byte[]> record, Consumer<CommandRecord> to) {
        switch (Codecs.COMMAND.decode(record.value())) {
            case Decoded.Ok<CommandRecord>(var command) -> to.accept(command);
            case Decoded.Undecodable<CommandRecord> why -> unreadable.put(record, why);
        }
    }
}
