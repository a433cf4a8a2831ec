package io.ringlog.connectors;

import java.time.Duration;
import java.util.Map;

/** The sink on a Connect cluster with an object store: the configuration that stands in {@code connectors/config}. */
final class ClusterExample {
    private ClusterExample() {}

    static LakeSinkConfig config() {
        LakeConfig lake = new LakeConfig(
                "s3://ringlog-lake/warehouse",
                "jdbc:postgresql://catalog:5432/ringlog_lake",
                Map.of(
                        "jdbc.user", "${file:/etc/ringlog/lake.properties:catalog.user}",
                        "jdbc.password", "${file:/etc/ringlog/lake.properties:catalog.password}",
                        "s3.endpoint", "https://objects.example.net",
                        "s3.path-style-access", "true",
                        "s3.access-key-id", "${file:/etc/ringlog/lake.properties:s3.key}",
                        "s3.secret-access-key", "${file:/etc/ringlog/lake.properties:s3.secret}",
                        "client.region", "eu-central-1"));
        return new LakeSinkConfig(
                "kafka-1:9092,kafka-2:9092,kafka-3:9092",
                Map.of(),
                lake,
                LakeTopics.standard(),
                "lake",
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                4);
    }
}
