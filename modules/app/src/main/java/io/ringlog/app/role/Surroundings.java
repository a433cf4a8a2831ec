package io.ringlog.app.role;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.topology.KeptCommandTopics;
import io.ringlog.topology.StreamsSettings;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.TopicSpec;
import io.ringlog.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** What every role is given: the configuration, the process's folder, and the way to the log. */
public record Surroundings(RinglogConfig config, Path folder, KafkaClients clients) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(5);

    /** Makes the log hold these topics before anybody writes them. */
    public void ensure(Collection<TopicSpec> topics) {
        try (var admin = clients.admin()) {
            setup(admin, PATIENCE).ensure(kept(topics));
        }
    }

    /** Has the log keep what is in these topics as long as is configured now. */
    public void retain(Collection<TopicSpec> topics) {
        try (var admin = clients.admin()) {
            setup(admin, PATIENCE).retain(kept(topics));
        }
    }

    private List<TopicSpec> kept(Collection<TopicSpec> topics) {
        var keeping = new Keeping(config.retention());
        return topics.stream().map(keeping::of).toList();
    }

    /** Tells this log from any other, one that was made anew under the same address included. */
    String logId() {
        try (var admin = clients.admin()) {
            return setup(admin, PATIENCE).idOf(Topics.JOURNAL) + "/"
                    + setup(admin, PATIENCE).idOf(Topics.DIRECTORY);
        }
    }

    /** The command topics of edges as the brain needs them. */
    KeptCommandTopics commandTopics() {
        Admin admin = clients.admin();
        return new KeptCommandTopics(admin, setup(admin, SHORT_PATIENCE), new Keeping(config.retention())::of);
    }

    private TopicSetup setup(Admin admin, Duration patience) {
        Optional<Short> replication =
                Optional.of((short) config.kafka().replication()).filter(copies -> copies > 0);
        return new TopicSetup(admin, config.kafka().partitions(), replication, patience);
    }

    /** Names this process in the groups of a role, the same after a restart. */
    public String instance(String role) {
        return config.node().id() + "-" + role;
    }

    /** Settings of a role on Kafka Streams. */
    StreamsSettings streams(String role) {
        return StreamsSettings.single(clients, folder.resolve("streams"), instance(role));
    }
}
