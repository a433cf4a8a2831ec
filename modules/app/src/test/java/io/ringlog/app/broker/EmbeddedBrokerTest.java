package io.ringlog.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void what_was_acknowledged_is_there_after_a_restart_on_the_same_port() throws Exception {
        String first;
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder))) {
            first = broker.bootstrapServers();
            createTopics(first);
            produce(first);
        }
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder))) {
            assertThat(broker.bootstrapServers()).isEqualTo(first);
            createTopics(first);
            assertThat(journal(first)).containsExactly("acc_1=hello");
        }
    }

    @Test
    void a_configured_port_that_is_taken_is_named_with_its_key() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = new BrokerSettings(folder, "127.0.0.1", other.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(settings))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageContaining("port " + other.getLocalPort())
                    .hasMessageContaining("kafka.port");
        }
    }

    private static void createTopics(String bootstrap) {
        try (var admin = KafkaClients.plain(bootstrap).admin()) {
            new TopicSetup(admin, 2, Optional.empty(), Duration.ofSeconds(20)).ensure(Topics.all());
        }
    }

    private static void produce(String bootstrap) throws Exception {
        try (var producer = KafkaClients.plain(bootstrap).journalProducer("test")) {
            producer.send(new ProducerRecord<>(Topics.JOURNAL.name(), "acc_1", "hello".getBytes()))
                    .get();
        }
    }

    private static List<String> journal(String bootstrap) {
        try (var reader = KafkaClients.plain(bootstrap).reader("test", Isolation.READ_COMMITTED)) {
            reader.assign(List.of(
                    new TopicPartition(Topics.JOURNAL.name(), 0), new TopicPartition(Topics.JOURNAL.name(), 1)));
            var found = reader.poll(Duration.ofSeconds(10));
            var texts = new ArrayList<String>();
            found.forEach(r -> texts.add(r.key() + "=" + new String(r.value())));
            return texts;
        }
    }
}
