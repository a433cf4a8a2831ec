package io.ringlog.connectors;

import java.time.Duration;
import java.util.Map;

/**
 * What the sink needs to know.
 *
 * @param bootstrapServers Kafka, as {@code host:port,...}
 * @param clientProperties passed to every Kafka client of the sink (security and the like)
 * @param instance names this worker to the consumer group, so that a restart takes its place back at once
 * @param commitInterval how often rows become visible
 * @param commitTimeout how long a commit waits for a task that does not answer
 * @param tasks how many tasks share the partitions; one in this JVM
 */
public record LakeSinkConfig(
        String bootstrapServers,
        Map<String, String> clientProperties,
        LakeConfig lake,
        LakeTopics topics,
        String instance,
        Duration commitInterval,
        Duration commitTimeout,
        int tasks) {

    public LakeSinkConfig {
        Refused.unless(!bootstrapServers.isBlank(), "kafka.bootstrap.servers", "must name a broker");
        Refused.unless(!instance.isBlank(), "lake.instance", "must name this worker");
        Refused.unless(
                commitInterval.compareTo(Duration.ofMillis(100)) >= 0,
                "lake.commit.interval",
                "must be 100 ms or more");
        Refused.unless(
                commitTimeout.compareTo(Duration.ofMillis(500)) >= 0, "lake.commit.timeout", "must be 500 ms or more");
        Refused.unless(tasks >= 1, "lake.tasks", "must be 1 or more");
        clientProperties = Map.copyOf(clientProperties);
    }

    /** One task in this JVM: rows visible every ten seconds. */
    public static LakeSinkConfig of(String bootstrapServers, LakeConfig lake) {
        return new LakeSinkConfig(
                bootstrapServers,
                Map.of(),
                lake,
                LakeTopics.standard(),
                "lake-1",
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                1);
    }

    public LakeSinkConfig withCommitInterval(Duration interval) {
        Duration timeout = interval.multipliedBy(2).compareTo(Duration.ofSeconds(2)) < 0
                ? Duration.ofSeconds(2)
                : interval.multipliedBy(2);
        return new LakeSinkConfig(bootstrapServers, clientProperties, lake, topics, instance, interval, timeout, tasks);
    }

    public LakeSinkConfig withInstance(String name) {
        return new LakeSinkConfig(
                bootstrapServers, clientProperties, lake, topics, name, commitInterval, commitTimeout, tasks);
    }

    public LakeSinkConfig withClientProperties(Map<String, String> properties) {
        return new LakeSinkConfig(
                bootstrapServers, properties, lake, topics, instance, commitInterval, commitTimeout, tasks);
    }
}
