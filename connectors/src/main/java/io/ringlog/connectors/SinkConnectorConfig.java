package io.ringlog.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The connector's configuration: the same keys whether the sink runs in this JVM or on a Connect cluster. */
public final class SinkConnectorConfig {
    static final String NAME = "ringlog-lake";
    /** The consumer group in which the sink reads its topics. */
    public static final String GROUP = "connect-" + NAME;
    /** The consumer group in which the sink's coordinator reads the control topic; its name is made by the sink. */
    static final String COORDINATOR_GROUP = "connect-" + NAME + "-coord";

    private SinkConnectorConfig() {}

    /** Every key of the connector, in order of name. */
    public static Map<String, String> properties(LakeSinkConfig config) {
        Map<String, String> all = new TreeMap<>();
        all.put("name", NAME);
        all.put("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
        all.put("tasks.max", String.valueOf(config.tasks()));
        all.put("topics", String.join(",", config.topics().sources()));
        reading(all, config);
        rows(all, config.topics());
        quarantine(all, config.topics());
        tables(all);
        committing(all, config);
        // the SQL catalog files tables under the catalog's name: the sink must use the name the tables were made with
        all.put("iceberg.catalog", Lake.CATALOG);
        config.lake().icebergProperties().forEach((key, value) -> all.put("iceberg.catalog." + key, value));
        return all;
    }

    /** The body to post to a Connect cluster's {@code /connectors}. */
    public static String json(LakeSinkConfig config) {
        Map<String, String> settings = properties(config);
        settings.remove("name");
        try {
            return JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                            .build()
                            .writeValueAsString(Map.of("name", NAME, "config", settings))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of text is always JSON", e);
        }
    }

    private static void reading(Map<String, String> all, LakeSinkConfig config) {
        all.put("consumer.override.isolation.level", "read_committed");
        all.put("consumer.override.auto.offset.reset", "earliest");
        all.put("consumer.override.metadata.max.age.ms", "10000");
        // Rows become visible at a commit; until then nobody waits for a record, so one fetch takes many.
        all.put("consumer.override.fetch.min.bytes", String.valueOf(1 << 20));
        all.put("consumer.override.fetch.max.wait.ms", "500");
        if (config.tasks() == 1) {
            // without it a restart waits 45 s for the dead member; two tasks must not share it
            all.put("consumer.override.group.instance.id", config.instance());
        }
    }

    private static void rows(Map<String, String> all, LakeTopics topics) {
        all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        // the default header converter would guess types and turn ids into numbers
        all.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        all.put("transforms", "row");
        all.put("transforms.row.type", LakeRows.class.getName());
        all.put("transforms.row.cdr.topic", topics.cdr());
        all.put("transforms.row.events.topic", topics.events());
        all.put("transforms.row.journal.topic", topics.journal());
    }

    private static void quarantine(Map<String, String> all, LakeTopics topics) {
        all.put("errors.tolerance", "all");
        all.put("errors.log.enable", "true");
        // a record may hold numbers of callers: its place is logged, its content is not
        all.put("errors.log.include.messages", "false");
        all.put("errors.deadletterqueue.topic.name", topics.quarantine());
        all.put("errors.deadletterqueue.topic.replication.factor", "-1");
        all.put("errors.deadletterqueue.context.headers.enable", "true");
    }

    private static void tables(Map<String, String> all) {
        all.put(
                "iceberg.tables",
                Arrays.stream(LakeTable.values())
                        .map(table -> table.identifier().toString())
                        .collect(Collectors.joining(",")));
        all.put("iceberg.tables.route-field", LakeRows.ROUTE_FIELD);
        for (LakeTable table : LakeTable.values()) {
            String name = table.identifier().toString();
            all.put("iceberg.table." + name + ".route-regex", name.replace(".", "\\."));
        }
        all.put("iceberg.tables.auto-create-enabled", "false");
        all.put("iceberg.tables.evolve-schema-enabled", "false");
    }

    private static void committing(Map<String, String> all, LakeSinkConfig config) {
        all.put("iceberg.control.topic", config.topics().control());
        all.put("iceberg.control.commit.interval-ms", millis(config.commitInterval()));
        all.put("iceberg.control.commit.timeout-ms", millis(config.commitTimeout()));
        all.put("iceberg.control.commit.threads", "2");
        all.put("iceberg.control.commit.max-consecutive-failures", "5");
        all.put("iceberg.kafka.bootstrap.servers", config.bootstrapServers());
        // a coordinator that was killed holds its partition so long, and no row is committed meanwhile
        all.put("iceberg.kafka.session.timeout.ms", "6000");
        all.put("iceberg.kafka.heartbeat.interval.ms", "2000");
        config.clientProperties().forEach((key, value) -> all.put("iceberg.kafka." + key, value));
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
