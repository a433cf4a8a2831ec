package io.ringlog.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Builds every Kafka client of the process with the settings we measured; {@code security} (TLS, SASL and whatever a
 * cluster needs) passes through untouched and wins over nothing we rely on.
 */
public record KafkaClients(String bootstrapServers, Map<String, String> security) {

    /** Who acts reads at once; who records waits for the commit (DESIGN.md section 4). */
    public enum Isolation {
        READ_UNCOMMITTED,
        READ_COMMITTED;

        public String configValue() {
            return switch (this) {
                case READ_UNCOMMITTED -> "read_uncommitted";
                case READ_COMMITTED -> "read_committed";
            };
        }
    }

    public static KafkaClients plain(String bootstrapServers) {
        return new KafkaClients(bootstrapServers, Map.of());
    }

    /** What every client of Kafka needs, Streams and Connect too. */
    public Map<String, Object> common() {
        var config = new HashMap<String, Object>(security);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return config;
    }

    public Admin admin() {
        return Admin.create(common());
    }

    /**
     * For the journal: idempotent, one request in flight (KAFKA-15591), sent at once, and never given up: while the
     * broker is away records wait in memory in their order, and the bound of {@link JournalWriter} turns to the caller.
     */
    public Producer<String, byte[]> journalProducer(String clientId) {
        return new KafkaProducer<>(journalConfig(clientId), new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * As {@link #journalProducer}, for a caller that nothing may hold up: where the client would wait for room or for
     * the broker to say where a topic is, the record fails at once, and the caller offers it again. What is known of
     * the topic is kept over a quiet night, so that the first call of the morning does not meet that.
     */
    public Producer<String, byte[]> promptJournalProducer(String clientId) {
        var config = journalConfig(clientId);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> journalConfig(String clientId) {
        var config = producerConfig(clientId);
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return config;
    }

    /** For topics that are spread by account: a key begins with its account. */
    public Producer<String, byte[]> accountProducer(String clientId) {
        return new KafkaProducer<>(producerConfig(clientId), new StringSerializer(), new ByteArraySerializer());
    }

    /** For the small global tables and the quarantine, whose keys are no accounts. */
    public Producer<String, byte[]> globalProducer(String clientId) {
        var config = producerConfig(clientId);
        config.remove(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * A consumer without a group, which assigns its partitions itself (tables read whole, command topics, views). It
     * has nothing to hand over, so its end does not wait for the fetch that is under way: half a second each, and a
     * process has half a dozen.
     */
    public Consumer<String, byte[]> reader(String clientId, Isolation isolation) {
        var config = common();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.configValue());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public void close() {
                close(CloseOptions.timeout(Duration.ZERO));
            }
        };
    }

    /**
     * A static member of a group, whose offsets the caller commits after its work is done. It is given one record at a
     * time, for each may take minutes.
     */
    public Consumer<String, byte[]> member(String group, String instance, Isolation isolation) {
        var config = common();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, instance);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.configValue());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> producerConfig(String clientId) {
        var config = common();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, AccountPartitioner.class);
        return config;
    }
}
