package io.ringlog.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.kernel.Because;
import io.ringlog.numbering.WorldPlan;
import io.ringlog.topology.Replay;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.StreamsRoles;
import io.ringlog.topology.StreamsSettings;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole hop on a real broker, exactly once, and again after a restart of everything. */
class BrainOnBrokerTest {
    private static final String EDGE = "edge-1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void decisions_leave_at_once_and_a_restart_continues_where_the_log_stands() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")))) {
            var kafka = KafkaClients.plain(broker.bootstrapServers());
            createTopics(kafka);
            try (var brain = started(kafka)) {
                assertThat(brain.isRunning()).isTrue();
                poison(kafka);
                write(kafka, 1, 2);
                assertThat(ids(kafka, Topics.commands(EDGE), Isolation.READ_UNCOMMITTED, 2))
                        .hasSize(2);
            }
        }
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")))) {
            var kafka = KafkaClients.plain(broker.bootstrapServers());
            createTopics(kafka);
            try (var brain = started(kafka)) {
                assertThat(brain.isRunning()).isTrue();
                // The second is a repeat of what the state from before the restart has seen.
                write(kafka, 3, 2);
                assertThat(ids(kafka, Topics.commands(EDGE), Isolation.READ_UNCOMMITTED, 3))
                        .hasSize(3);
            }
            assertThat(ids(kafka, Topics.EVENTS, Isolation.READ_COMMITTED, 3))
                    .doesNotHaveDuplicates()
                    .hasSize(3);
            assertThat(ids(kafka, Topics.QUARANTINE, Isolation.READ_COMMITTED, 1))
                    .hasSize(1);
            var report = new Replay(kafka, BrainOnBrokerTest::brain).verify(Replay.Range.ALL);
            assertThat(report.difference()).isEmpty();
            assertThat(report.events()).isEqualTo(3);
        }
    }

    private StreamsRole started(KafkaClients kafka) throws Exception {
        var settings = StreamsSettings.single(kafka, folder.resolve("streams"), "test-1");
        var role = StreamsRoles.brain(settings, BrainOnBrokerTest::brain);
        role.start();
        role.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return role;
    }

    private static Brain brain() {
        return new Brain("test", List.of(new Bells()), new WorldPlan());
    }

    private static void createTopics(KafkaClients kafka) {
        var topics = Stream.concat(Topics.all().stream(), Stream.of(Topics.commands(EDGE)))
                .toList();
        try (var admin = kafka.admin()) {
            new TopicSetup(admin, 2, Optional.empty(), PATIENCE).ensure(topics);
        }
    }

    private static void write(KafkaClients kafka, long... seqs) {
        try (var journal = new JournalWriter(kafka.journalProducer("test-edge"), 100)) {
            for (long seq : seqs) {
                var stamp = new EdgeStamp(EDGE, 1, seq, Instant.EPOCH);
                var fact = new CallFact.CallerCancelled(stamp, "call_" + seq);
                journal.write(JournalWriter.Entry.of("acc_1", fact)).join();
            }
        }
    }

    private static void poison(KafkaClients kafka) throws Exception {
        var broken = "{".getBytes(StandardCharsets.UTF_8);
        try (var producer = kafka.journalProducer("test-poison")) {
            producer.send(new ProducerRecord<>(Topics.JOURNAL.name(), "acc_1", broken))
                    .get();
        }
    }

    /** The ids in a topic, once at least {@code expected} are there or patience ends. */
    private static List<String> ids(KafkaClients kafka, TopicSpec topic, Isolation isolation, int expected) {
        var ids = new ArrayList<String>();
        var deadline = Instant.now().plus(PATIENCE);
        try (var reader = kafka.reader("test-reader", isolation)) {
            var partitions = reader.partitionsFor(topic.name()).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            while (ids.size() < expected && Instant.now().isBefore(deadline)) {
                reader.poll(Duration.ofMillis(200)).forEach(record -> ids.add(id(topic, record)));
            }
        }
        return ids;
    }

    private static String id(TopicSpec topic, ConsumerRecord<String, byte[]> record) {
        return topic.equals(Topics.EVENTS)
                ? Codecs.EVENT.decode(record.value()).orThrow().id()
                : record.topic() + record.offset();
    }

    /** One event and one command for each fact that is new. */
    private static final class Bells implements Concern {
        @Override
        public void receive(Input input, Turn turn) {
            if (input instanceof CallFact fact) {
                turn.emit(new Event.FactsMissing(fact.callId(), 0, 0, 0), Because.of("test.bell"));
                turn.command(EDGE, fact.callId(), new Command.RingLeg(fact.callId(), CallFact.CALLER));
            }
        }

        @Override
        public void react(Event event, Turn turn) {}
    }
}
