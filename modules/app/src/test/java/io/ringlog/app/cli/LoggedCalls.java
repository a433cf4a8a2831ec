package io.ringlog.app.cli;

import static org.awaitility.Awaitility.await;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.log.LogReader;
import io.ringlog.app.node.RunningNode;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Source;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A node with a log and a brain that has decided two calls of an account nobody has set up. */
final class LoggedCalls implements AutoCloseable {
    static final String ACCOUNT = "acc_1";
    static final String FIRST = "call_1";
    static final String SECOND = "call_2";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS.name(), 0);

    private final RunningNode node;
    private final KafkaClients kafka;

    private LoggedCalls(RunningNode node) {
        this.node = node;
        this.kafka = KafkaClients.plain(node.address("kafka"));
    }

    static LoggedCalls on(Path folder) {
        var config = ConfigSources.defaults()
                .with("node.data", folder.toString())
                .with("node.roles", "kafka,brain")
                .with("kafka.partitions", "1")
                .read();
        var calls = new LoggedCalls(RunningNode.start(config));
        calls.comeIn();
        return calls;
    }

    /** The committed events, oldest first. */
    List<ConsumerRecord<String, byte[]>> events() {
        List<ConsumerRecord<String, byte[]>> events = new ArrayList<>();
        new LogReader(kafka).readAll(Topics.EVENTS, events::add);
        return events;
    }

    /** Puts other bytes in the place of the recorded events; nothing but a forger could do this. */
    void forge(List<ConsumerRecord<String, byte[]>> events, UnaryOperator<byte[]> change) throws Exception {
        try (var admin = kafka.admin();
                var producer = kafka.accountProducer("forger")) {
            admin.deleteRecords(Map.of(EVENTS, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
            for (var event : events) {
                producer.send(new ProducerRecord<>(
                                EVENTS.topic(), 0, event.key(), change.apply(event.value()), event.headers()))
                        .get();
            }
        }
    }

    @Override
    public void close() {
        node.close();
    }

    private void comeIn() {
        try (var journal = new JournalWriter(kafka.journalProducer("test-edge"), 10)) {
            journal.write(JournalWriter.Entry.of(ACCOUNT, invite(1, FIRST))).join();
            journal.write(JournalWriter.Entry.of(ACCOUNT, invite(2, SECOND))).join();
        }
        await("both calls are over").atMost(PATIENCE).until(() -> ended(events()) == 2);
    }

    private static long ended(List<ConsumerRecord<String, byte[]>> events) {
        return events.stream()
                .filter(it -> new String(it.value(), StandardCharsets.UTF_8).contains("\"CallEnded\""))
                .count();
    }

    private static CallFact.InviteReceived invite(long seq, String callId) {
        return new CallFact.InviteReceived(
                new EdgeStamp("edge-1", 1, seq, Instant.EPOCH),
                callId,
                "100",
                "a.example",
                "200",
                "a.example",
                null,
                null,
                "trk_1",
                ACCOUNT,
                new Source("127.0.0.1", 5060, "UDP", null, false),
                "sip-" + callId,
                null,
                List.of("pcmu"),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
