package io.ringlog.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the broker hold the topics of the catalogue before anyone produces. Of a topic that exists it alters nothing
 * but how long records are kept, and that only when it is asked to.
 */
public final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final Set<String> KEEPING = Set.of("retention.ms", "retention.bytes", "segment.ms", "segment.bytes");
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);

    private final Admin admin;
    private final int accountPartitions;
    private final Optional<Short> replication;
    private final Duration patience;

    /** An empty {@code replication} leaves the factor to the broker. */
    public TopicSetup(Admin admin, int accountPartitions, Optional<Short> replication, Duration patience) {
        this.admin = admin;
        this.accountPartitions = accountPartitions;
        this.replication = replication;
        this.patience = patience;
    }

    /** Creates what is missing, verifies the partition counts of what was there, waits until leaders answer. */
    public void ensure(Collection<TopicSpec> specs) {
        var existing = get(admin.listTopics().names());
        var missing = specs.stream().filter(s -> !existing.contains(s.name())).toList();
        create(missing);
        verifyPartitions(specs);
        awaitLeaders(specs);
    }

    /** Has the broker keep records as long as the specs say, where it keeps them otherwise now. */
    public void retain(Collection<TopicSpec> specs) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        var resources = specs.stream().map(TopicSetup::resource).toList();
        var found = get(admin.describeConfigs(resources).all());
        for (TopicSpec spec : specs) {
            Config now = Objects.requireNonNull(found.get(resource(spec)), spec.name());
            List<AlterConfigOp> changed = spec.config(accountPartitions).entrySet().stream()
                    .filter(it ->
                            KEEPING.contains(it.getKey()) && !it.getValue().equals(valueOf(now, it.getKey())))
                    .map(it -> new AlterConfigOp(new ConfigEntry(it.getKey(), it.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!changed.isEmpty()) {
                LOG.info("{} is kept otherwise from now on: {}", spec.name(), changed);
                changes.put(resource(spec), changed);
            }
        }
        if (!changes.isEmpty()) {
            get(admin.incrementalAlterConfigs(changes).all());
        }
    }

    private static @Nullable String valueOf(Config config, String name) {
        ConfigEntry entry = config.get(name);
        return entry == null ? null : entry.value();
    }

    private static ConfigResource resource(TopicSpec spec) {
        return new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
    }

    /** The id the broker gave the topic when it was made; one that is made again has another. */
    public String idOf(TopicSpec spec) {
        return Objects.requireNonNull(describe(List.of(spec.name())).get(spec.name()), spec.name())
                .topicId()
                .toString();
    }

    private void create(List<TopicSpec> missing) {
        var created = admin.createTopics(missing.stream().map(this::newTopic).toList());
        created.values().values().forEach(this::getUnlessAnotherWasFaster);
    }

    private NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), Optional.of(spec.partitions(accountPartitions)), replication)
                .configs(spec.config(accountPartitions));
    }

    private void getUnlessAnotherWasFaster(KafkaFuture<Void> creation) {
        try {
            get(creation);
        } catch (TopicExistsException raced) {
            // Several roles start at once against the same cluster; who loses the race verifies what the winner made.
            LOG.debug("another process created the topic first", raced);
        }
    }

    private void verifyPartitions(Collection<TopicSpec> specs) {
        var names = specs.stream().map(TopicSpec::name).toList();
        var byName = describe(names);
        specs.forEach(spec -> verifyPartitions(spec, Objects.requireNonNull(byName.get(spec.name()), spec.name())));
    }

    /** The controller confirms a topic before every broker knows of it: the one that is asked may know nothing yet. */
    private Map<String, TopicDescription> describe(List<String> names) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return get(admin.describeTopics(names).allTopicNames());
            } catch (UnknownTopicOrPartitionException notHeardOfYet) {
                if (System.nanoTime() - end > 0) {
                    throw notHeardOfYet;
                }
                LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
            }
        }
    }

    private void verifyPartitions(TopicSpec spec, TopicDescription found) {
        int expected = spec.partitions(accountPartitions);
        int actual = found.partitions().size();
        if (actual != expected) {
            throw new IllegalStateException("topic " + spec.name() + " has " + actual + " partitions, configured are "
                    + expected + ": a partition count is chosen once and never changed in place");
        }
    }

    /** KAFKA-15591: producing before a new partition has its leader can lose the first batch; only a leader answers. */
    private void awaitLeaders(Collection<TopicSpec> specs) {
        Map<TopicPartition, OffsetSpec> partitions = specs.stream()
                .flatMap(spec -> IntStream.range(0, spec.partitions(accountPartitions))
                        .mapToObj(p -> new TopicPartition(spec.name(), p)))
                .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
        var options = new ListOffsetsOptions().timeoutMs((int) patience.toMillis());
        get(admin.listOffsets(partitions, options).all());
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker did not answer within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting up topics", e);
        }
    }
}
