package io.ringlog.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics of the catalogue, made on a broker. */
class TopicsOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(BrokerSettings.on(folder));
        admin = KafkaClients.plain(broker.bootstrapServers()).admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void a_broker_that_has_not_heard_of_a_new_topic_is_asked_again() {
        var questions = new AtomicInteger();
        var commands = List.of(Topics.commands("edge-late"));

        setup(unawareOnce(questions), 2).ensure(commands);

        assertThat(questions).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void another_number_of_partitions_is_refused_with_both_numbers() {
        var journal = List.of(Topics.JOURNAL);
        setup(admin, 2).ensure(journal);

        assertThatThrownBy(() -> setup(admin, 3).ensure(journal))
                .hasMessageContaining(Topics.JOURNAL.name() + " has 2 partitions, configured are 3");
    }

    @Test
    void what_is_to_be_kept_otherwise_is_changed_on_a_topic_that_exists() throws Exception {
        var before = Topics.commands("edge-kept").keeping(Duration.ofHours(1));
        var now = before.keeping(Duration.ofMinutes(20)).within(8L << 20);
        setup(admin, 2).ensure(List.of(before));

        setup(admin, 2).retain(List.of(now));

        var topic = new ConfigResource(ConfigResource.Type.TOPIC, before.name());
        var kept = admin.describeConfigs(List.of(topic)).all().get().get(topic);
        assertThat(kept.get("retention.ms").value()).isEqualTo("1200000");
        assertThat(kept.get("retention.bytes").value()).isEqualTo(String.valueOf(8 << 20));
        assertThat(kept.get("segment.ms").value()).isEqualTo("300000");
        assertThat(kept.get("segment.bytes").value()).isEqualTo(String.valueOf(2 << 20));
    }

    private static TopicSetup setup(Admin admin, int partitions) {
        return new TopicSetup(admin, partitions, Optional.empty(), PATIENCE);
    }

    /** Asks the broker of a topic that does not exist, the first time it is to describe any. */
    private static Admin unawareOnce(AtomicInteger questions) {
        return (Admin) Proxy.newProxyInstance(
                TopicsOnBrokerTest.class.getClassLoader(), new Class<?>[] {Admin.class}, (self, method, arguments) -> {
                    boolean first = method.getName().equals("describeTopics") && questions.getAndIncrement() == 0;
                    return first ? admin.describeTopics(List.of("nobody-made-it")) : answer(method, arguments);
                });
    }

    private static Object answer(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(admin, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
