package io.ringlog.connectors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** What the sink has for itself in Kafka, made before it starts: its topics and its coordinator's first place. */
final class SinkTopics {
    private static final long PATIENCE_SEC = 30;
    private static final int CONTROL_PARTITIONS = 1;

    private SinkTopics() {}

    /** Makes what is missing and leaves alone what is there; throws when Kafka refuses or does not answer. */
    static void ensure(LakeSinkConfig config) {
        Map<String, Object> settings = new HashMap<>(config.clientProperties());
        settings.put("bootstrap.servers", config.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            make(admin, config.topics().control(), CONTROL_PARTITIONS);
            make(admin, config.topics().quarantine(), 1);
            placeCoordinator(admin, config);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The sink's own topics could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the sink's own topics were made", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not make the sink's own topics in " + PATIENCE_SEC + " s", e);
        }
    }

    private static void make(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        // -1: the broker's own default says how often it is kept
        NewTopic wanted = new NewTopic(topic, partitions, (short) -1);
        try {
            answer(admin.createTopics(List.of(wanted)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /**
     * The coordinator hears from the control topic which files to commit, and without a place of its own it would start
     * at the end: files announced before the first commit would never be committed if it died before that.
     */
    private static void placeCoordinator(Admin admin, LakeSinkConfig config)
            throws ExecutionException, InterruptedException, TimeoutException {
        String group = SinkConnectorConfig.COORDINATOR_GROUP;
        Set<TopicPartition> placed = answer(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .keySet();
        Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
        for (int i = 0; i < CONTROL_PARTITIONS; i++) {
            var partition = new TopicPartition(config.topics().control(), i);
            if (!placed.contains(partition)) {
                missing.put(partition, new OffsetAndMetadata(start(admin, partition)));
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try {
            answer(admin.alterConsumerGroupOffsets(group, missing).all());
        } catch (ExecutionException e) {
            // Another worker's coordinator is at work, and whoever started that one has given it its place.
            if (!(e.getCause() instanceof UnknownMemberIdException)) {
                throw e;
            }
        }
    }

    private static long start(Admin admin, TopicPartition partition)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer(admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                        .partitionResult(partition))
                .offset();
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws ExecutionException, InterruptedException, TimeoutException {
        return asked.get(PATIENCE_SEC, TimeUnit.SECONDS);
    }
}
