package io.ringlog.topology;

import io.ringlog.wire.KafkaClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What an instance of a role may choose; the rest was measured and is the same everywhere (FINDINGS section 4).
 *
 * @param instance names this process in its group, the same after each restart, so that it finds its partitions again
 * @param threads at most one per core
 * @param standbys copies of the state on other instances; 0 for a single one
 * @param session a silent instance is waited for so long before another takes its partitions over
 */
public record StreamsSettings(
        KafkaClients kafka, Path stateFolder, String instance, int threads, int standbys, Duration session) {
    private static final Duration SESSION = Duration.ofSeconds(6);

    /** How often the brain commits: so late at most whoever reads committed records sees what was decided. */
    public static final Duration COMMIT = Duration.ofMillis(500);

    /** One thread, no standby. */
    public static StreamsSettings single(KafkaClients kafka, Path stateFolder, String instance) {
        return new StreamsSettings(kafka, stateFolder, instance, 1, 0, SESSION);
    }

    /** State, events and input offsets move together or not at all. */
    Properties brain() {
        var p = common(Names.BRAIN_APP);
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT.toMillis());
        // The first produce after a commit meets a transaction that is just ending; 100 ms would be the p99.
        p.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), 1);
        // One request for all that was decided, not one for its first record and one for the rest: at 200 calls/s the
        // millisecond is won back many times (p50 20 to 12 ms, 6 % of a call's cost, on two processors).
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 1);
        // What is decided while a request is under way leaves together in the next: the batch follows the load.
        p.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // Whoever takes over waits for the end of the dead one's open transaction, however short the session was.
        p.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) session.toMillis());
        return p;
    }

    /**
     * Records, so it waits for commits; folding an event twice changes nothing. Each instance is an application of its
     * own and holds every view, so that nobody has to ask another (docs/decisions/0304).
     */
    Properties views() {
        var p = common(Names.VIEWS_APP + "-" + instance);
        p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 5_000);
        isolation(p, KafkaClients.Isolation.READ_COMMITTED);
        unhurried(p);
        // Events become readable with the brain's commit, twice a second: one fetch takes what a commit has let go.
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), 64 * 1024);
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), 100);
        return p;
    }

    private Properties common(String application) {
        var p = new Properties();
        p.putAll(kafka.common());
        p.putAll(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                application,
                StreamsConfig.STATE_DIR_CONFIG,
                stateFolder.toString(),
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                threads,
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG,
                standbys,
                StreamsConfig.POLL_MS_CONFIG,
                10,
                StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG,
                0,
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                -1));
        // Each task reads one partition, so there is nothing to wait for; looking whether there is costs a formatted
        // string for each record and each look at an empty partition: 14 % of what the whole process allocated.
        p.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) session.toMillis());
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int)
                session.dividedBy(6).toMillis());
        return p;
    }

    /**
     * Its own changelog is all it produces, and nobody waits for that: one request takes many records. A poll returns
     * when there is something anyway, and nothing else of it needs a look every 10 ms. Events of calls repeat each
     * other: compressed together they are a fifth.
     */
    private static void unhurried(Properties p) {
        p.put(StreamsConfig.POLL_MS_CONFIG, 20);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 50);
        p.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    }

    private static void isolation(Properties p, KafkaClients.Isolation level) {
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), level.configValue());
    }
}
