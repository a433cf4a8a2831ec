package io.ringlog.config.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.Publication;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.ConfigInput.RowRemoved;
import io.ringlog.domain.journal.ConfigInput.RowSaved;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Envelope;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Json;
import io.ringlog.wire.TableWriter;
import io.ringlog.wire.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishingChangesSpec {
    private static final String FLOW = "{'name': 'F', 'draft': {'nodes': [{'id': 'start', 'data': {'kind': 'entry'}},"
            + " {'id': 'bye', 'data': {'kind': 'hangup'}}],"
            + " 'edges': [{'id': 'e', 'source': 'start', 'target': 'bye'}]}}";

    @TempDir
    Path folder;

    private final MockProducer<String, byte[]> journal = producer(true);
    private final MockProducer<String, byte[]> directory = producer(true);
    private ConfigStore store;
    private OutboxPublisher publisher;
    private String acme;

    @BeforeEach
    void open() {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        publisher = publisher(journal, directory);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "me").row().id();
    }

    @AfterEach
    void close() {
        publisher.close();
        store.close();
    }

    @Test
    void changes_reach_the_journal_in_the_order_of_their_commits() {
        var did = store.create(Resources.DIDS, acme, json("{'e164': '12025550123'}"), "me")
                .row();
        store.update(Resources.DIDS, acme, did.id(), Edit.merge(json("{'label': 'Main'}")), "me");
        store.delete(Resources.DIDS, acme, did.id(), null, "me");

        publisher.drain();

        List<ConfigInput> inputs = journal.history().stream()
                .map(record -> (ConfigInput) Codecs.INPUT.decode(record.value()).orThrow())
                .toList();
        assertThat(inputs).extracting(ConfigInput::version).containsExactly(1L, 2L, 3L, 4L);
        assertThat(inputs).extracting(ConfigInput::actor).containsOnly("me");
        assertThat(inputs.get(1)).isEqualTo(new RowSaved(did, 2, "me"));
        assertThat(inputs.get(3)).isEqualTo(new RowRemoved(did.id(), 4, "me"));
        assertThat(journal.history()).extracting(ProducerRecord::key).containsOnly(acme);
        assertThat(Envelope.read(journal.history().getFirst().headers()).type()).isEqualTo("RowSaved");
    }

    @Test
    void the_directory_learns_names_and_forgets_them() {
        var domain = store.create(Resources.DOMAINS, acme, json("{'domain': 'acme.example'}"), "me")
                .row();
        var trunk = json("{'name': 'T', 'proxy': 'p', 'inbound_ips': ['192.0.2.1', '192.0.2.2']}");
        var saved = store.create(Resources.TRUNKS, acme, trunk, "me").row();
        store.update(Resources.TRUNKS, acme, saved.id(), Edit.merge(json("{'inbound_ips': ['192.0.2.2']}")), "me");
        store.delete(Resources.DOMAINS, acme, domain.id(), null, "me");

        publisher.drain();

        assertThat(directory.history())
                .extracting(record -> record.key() + (record.value() == null ? " gone" : ""))
                .containsExactly(
                        "domain:acme.example",
                        "trunk:192.0.2.1",
                        "trunk:192.0.2.2",
                        "trunk:192.0.2.1 gone",
                        "domain:acme.example gone");
        assertThat(new String(directory.history().getFirst().value(), UTF_8)).contains("DomainEntry", acme);
    }

    @Test
    void what_was_not_acknowledged_is_sent_again_after_a_restart() {
        publisher.close();
        MockProducer<String, byte[]> broken = producer(false);
        OutboxPublisher first = publisher(broken, producer(true));
        broken.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
        assertThatThrownBy(first::drain).isInstanceOf(OutboxPublisher.PublishFailed.class);

        MockProducer<String, byte[]> healthy = producer(true);
        publisher = publisher(healthy, producer(true));

        assertThat(publisher.drain()).isEqualTo(1);
        assertThat(publisher.drain()).isZero();
        assertThat(healthy.history()).hasSize(1);
    }

    @Test
    void a_log_that_does_not_know_the_configuration_is_told_all_of_it_once() {
        store.publishInto("log-1");
        store.create(Resources.DOMAINS, acme, json("{'domain': 'acme.example'}"), "me");
        var gone = store.create(Resources.DIDS, acme, json("{'e164': '12025550123'}"), "me")
                .row();
        store.delete(Resources.DIDS, acme, gone.id(), null, "me");
        var flow = store.create(Resources.FLOWS, acme, json(FLOW), "me").row();
        store.flows().publish(acme, flow.id(), Publication.PLAIN, null, "me");
        publisher.drain();
        journal.clear();
        directory.clear();

        assertThat(store.publishInto("log-1")).isFalse();
        assertThat(store.publishInto("log-2")).isTrue();
        publisher.drain();

        assertThat(journal.history())
                .extracting(record -> ((RowSaved)
                                Codecs.INPUT.decode(record.value()).orThrow())
                        .row()
                        .getClass()
                        .getSimpleName())
                .containsExactly("Account", "SipDomain", "CallFlow");
        assertThat(directory.history()).extracting(ProducerRecord::key).containsExactly("domain:acme.example");
        assertThat(store.publishInto("log-2")).isFalse();
        assertThat(publisher.drain()).isZero();
    }

    @Test
    void a_backup_beside_the_log_it_was_told_to_may_be_older_and_a_new_log_is_not() {
        store.restored();
        assertThat(store.publishInto("log-1")).isFalse();
        assertThat(store.mayBeOlderThan("log-1")).isFalse();

        store.restored();

        assertThat(store.publishInto("log-1")).isFalse();
        assertThat(store.mayBeOlderThan("log-1")).isTrue();
        assertThat(store.publishInto("log-2")).isTrue();
        assertThat(store.mayBeOlderThan("log-2")).isFalse();
    }

    @Test
    void what_was_never_published_is_no_other_logs() {
        assertThat(store.publishInto("log-1")).isFalse();

        assertThat(publisher.drain()).isEqualTo(1);
    }

    @Test
    void a_refused_change_leaves_nothing_in_the_outbox() {
        publisher.drain();

        assertThatThrownBy(() -> store.create(Resources.DIDS, acme, json("{'e164': 'x'}"), "me"));

        assertThat(publisher.drain()).isZero();
    }

    private OutboxPublisher publisher(Producer<String, byte[]> toJournal, Producer<String, byte[]> toDirectory) {
        return new OutboxPublisher(
                store, new JournalWriter(toJournal, 1000), new TableWriter(toDirectory, Topics.DIRECTORY));
    }

    private static MockProducer<String, byte[]> producer(boolean acknowledges) {
        return new MockProducer<>(
                org.apache.kafka.common.Cluster.empty(),
                acknowledges,
                null,
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
