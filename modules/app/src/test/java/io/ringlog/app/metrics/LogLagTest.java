package io.ringlog.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.ringlog.app.broker.BrokerSettings;
import io.ringlog.app.broker.EmbeddedBroker;
import io.ringlog.wire.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLagTest {
    private static final TopicPartition PARTITION = new TopicPartition("told", 0);
    private static final double NOT_SAID = -1;
    private static final Duration AGO = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void what_a_reader_has_before_it_is_told_in_records_and_in_seconds() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder))) {
            var clients = KafkaClients.plain(broker.bootstrapServers());
            fill(clients);
            try (var lag = new LogLag(clients)) {
                lag.watch("behind", "behind");
                lag.watch("there", "there");

                await("the log shows its records")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> figure(lag, "ringlog_commit_lag_seconds", "behind") >= 0);
                assertThat(figure(lag, "ringlog_commit_lag_records", "behind")).isEqualTo(2);
                assertThat(figure(lag, "ringlog_commit_lag_seconds", "behind"))
                        .isBetween((double) AGO.toSeconds(), AGO.toSeconds() + 120.0);
                assertThat(figure(lag, "ringlog_commit_lag_records", "there")).isZero();
                assertThat(figure(lag, "ringlog_commit_lag_seconds", "there")).isZero();
            }
        }
    }

    /** Three records, the first two of them old; one reader has read the first, the other all. */
    private static void fill(KafkaClients clients) throws Exception {
        try (var admin = clients.admin();
                var producer = clients.globalProducer("test")) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
            long old = System.currentTimeMillis() - AGO.toMillis();
            for (long at : new long[] {old - 1_000, old, System.currentTimeMillis()}) {
                producer.send(new ProducerRecord<>(PARTITION.topic(), 0, at, "k", new byte[] {1}))
                        .get();
            }
            for (var reader : Map.of("behind", 1L, "there", 3L).entrySet()) {
                var read = Map.of(PARTITION, new OffsetAndMetadata(reader.getValue()));
                admin.alterConsumerGroupOffsets(reader.getKey(), read).all().get();
            }
        }
    }

    private static double figure(LogLag lag, String name, String reader) {
        return lag.collect().stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .map(GaugeSnapshot.class::cast)
                .flatMap(it -> it.getDataPoints().stream())
                .filter(it -> reader.equals(it.getLabels().get("reader")))
                .mapToDouble(GaugeDataPointSnapshot::getValue)
                .findFirst()
                .orElse(NOT_SAID);
    }
}
