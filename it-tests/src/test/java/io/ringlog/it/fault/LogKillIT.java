package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.log.LogReader;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log alone is killed while a writer lives on: what its open transaction held never becomes committed. */
class LogKillIT {
    private static final int KILLS = Boolean.getBoolean("ringlog.soak") ? 10 : 2;
    private static final String KEY = "acc_1";
    private static final String WRITER = "writer";
    /** Over before the log is back, so that the log itself has to end what was open. */
    private static final int TRANSACTION_MS = 1_000;

    private static final Duration CLOSING = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void an_open_transaction_of_a_living_writer_is_aborted_in_every_topic() throws Exception {
        try (var cluster = new Cluster(folder)) {
            Child kafka = cluster.start("kafka", "kafka");
            List<String> kept = new ArrayList<>();
            for (int kill = 1; kill <= KILLS; kill++) {
                var writer = writer(cluster.clients());
                try {
                    writer.initTransactions();
                    committed(writer, "kept " + kill);
                    kept.add("kept " + kill);
                    writer.beginTransaction();
                    write(writer, "lost " + kill);
                    kafka.kill();
                    kafka.again();
                    awaitAborted(cluster.clients());
                    assertThatThrownBy(writer::commitTransaction).isInstanceOf(KafkaException.class);
                } finally {
                    // Without a limit it waits for ever for a log that did not come back.
                    writer.close(CLOSING);
                }
                // The next incarnation writes at once, into the same partitions.
                try (var successor = writer(cluster.clients())) {
                    successor.initTransactions();
                    committed(successor, "after " + kill);
                    kept.add("after " + kill);
                }
                assertThat(read(cluster.clients(), Topics.EVENTS)).isEqualTo(kept);
                assertThat(read(cluster.clients(), Topics.CDR)).isEqualTo(kept);
            }
        }
    }

    private static void awaitAborted(KafkaClients clients) {
        try (Admin admin = clients.admin()) {
            await("the log has ended the open transaction")
                    .ignoreExceptionsInstanceOf(ExecutionException.class)
                    .until(() -> admin.describeTransactions(List.of(WRITER))
                                    .description(WRITER)
                                    .get()
                                    .state()
                            == TransactionState.COMPLETE_ABORT);
        }
    }

    private static void committed(KafkaProducer<String, byte[]> writer, String text)
            throws ExecutionException, InterruptedException {
        writer.beginTransaction();
        write(writer, text);
        writer.commitTransaction();
    }

    private static void write(KafkaProducer<String, byte[]> writer, String text)
            throws ExecutionException, InterruptedException {
        for (TopicSpec topic : List.of(Topics.EVENTS, Topics.CDR)) {
            writer.send(new ProducerRecord<>(topic.name(), 0, KEY, text.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static List<String> read(KafkaClients clients, TopicSpec topic) {
        List<String> texts = new ArrayList<>();
        new LogReader(clients).readAll(topic, record -> texts.add(new String(record.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static KafkaProducer<String, byte[]> writer(KafkaClients clients) {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, clients.bootstrapServers());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, WRITER);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
