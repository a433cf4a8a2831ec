package io.ringlog.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.kernel.Because;
import io.ringlog.topology.StreamsRole;
import io.ringlog.topology.StreamsRoles;
import io.ringlog.topology.StreamsSettings;
import io.ringlog.topology.Views;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two api processes on one log: whichever is asked, the answer is whole. */
class ViewsOnBrokerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final List<String> ACCOUNTS =
            IntStream.rangeClosed(1, 12).mapToObj(n -> "acc_" + n).toList();

    @TempDir
    Path folder;

    @Test
    void each_instance_knows_every_account_and_goes_on_without_the_other() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")))) {
            var kafka = KafkaClients.plain(broker.bootstrapServers());
            try (var admin = kafka.admin()) {
                new TopicSetup(admin, PARTITIONS, Optional.empty(), PATIENCE).ensure(Topics.all());
            }
            try (var one = views(kafka, "one")) {
                anotherHears(kafka, Activity.WAITING);
                tell(kafka, Activity.IN_CALL);
                awaitAll(one, Activity.IN_CALL);
            }
        }
    }

    private void anotherHears(KafkaClients kafka, Activity activity) throws Exception {
        try (var other = views(kafka, "other")) {
            tell(kafka, activity);
            awaitAll(other, activity);
        }
    }

    private StreamsRole views(KafkaClients kafka, String instance) throws Exception {
        var role = StreamsRoles.views(StreamsSettings.single(kafka, folder.resolve(instance), instance));
        role.start();
        role.ready().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return role;
    }

    private static void awaitAll(StreamsRole role, Activity activity) {
        var views = new Views(role, PARTITIONS);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(Views.ViewsAway.class)
                .untilAsserted(() -> assertThat(ACCOUNTS)
                        .allSatisfy(account -> assertThat(views.agents(account))
                                .singleElement()
                                .satisfies(agent -> assertThat(agent.toString()).contains(activity.name()))));
    }

    private static void tell(KafkaClients kafka, Activity activity) throws Exception {
        try (var producer = kafka.accountProducer("test")) {
            for (String account : ACCOUNTS) {
                EventRecord event = agentDoes(account, activity);
                var envelope = Envelope.of(event.id(), event.event(), "test");
                producer.send(new ProducerRecord<>(
                                Topics.EVENTS.name(),
                                null,
                                null,
                                account,
                                Codecs.EVENT.encode(event),
                                envelope.headers()))
                        .get();
            }
        }
    }

    private static EventRecord agentDoes(String account, Activity activity) {
        var changed = new AgentStateChanged(
                "us_1", Status.AVAILABLE, activity, true, false, Bucket.READY, null, null, List.of());
        String id = "0-" + activity.ordinal() + "-0";
        return new EventRecord(id, account, null, 0, Instant.EPOCH, "0-0", "test", changed, Because.of("test.told"));
    }
}
