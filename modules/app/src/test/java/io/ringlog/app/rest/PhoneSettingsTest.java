package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.MediaLibrary;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.Effect.ChangeSetting;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.domain.journal.SettingAnswered;
import io.ringlog.domain.journal.UserSetting;
import io.ringlog.wire.AccountPartitioner;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.Json;
import io.ringlog.wire.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller who changes a setting hears how that went, whatever befell those before. */
class PhoneSettingsTest {

    private static final Node NODE = new Node(1, "localhost", 9092);
    private static final TopicPartition REPLIES = new TopicPartition(Topics.REPLIES.name(), 0);

    @TempDir
    Path folder;

    private final MockConsumer<String, byte[]> asked = new MockConsumer<>("earliest");
    private final MockProducer<String, byte[]> journal = new MockProducer<>(
            cluster(), true, new AccountPartitioner(), new StringSerializer(), new ByteArraySerializer());
    private ConfigStore store;
    private PhoneSettings settings;
    private String acme;
    private String anna;
    private long offset;

    private static Cluster cluster() {
        return new Cluster("c", List.of(NODE), List.of(partition(Topics.JOURNAL.name())), Set.of(), Set.of());
    }

    private static PartitionInfo partition(String topic) {
        return new PartitionInfo(topic, 0, NODE, new Node[] {NODE}, new Node[] {NODE});
    }

    @BeforeEach
    void open() {
        store = ConfigStore.open(
                folder.resolve("c.db"), folder.resolve("k.json"), Clock.systemUTC(), MediaLibrary.UNKNOWN);
        var configuration = new StoredConfiguration(store);
        acme = configuration
                .createAccount(null, Json.mapper().createObjectNode().put("name", "Acme"), "test")
                .body()
                .path("id")
                .asText();
        anna = configuration
                .create("user", acme, Json.mapper().createObjectNode().put("username", "anna"), "test")
                .body()
                .path("id")
                .asText();
        asked.updatePartitions(REPLIES.topic(), List.of(partition(REPLIES.topic())));
        asked.updateEndOffsets(Map.of(REPLIES, 0L));
        settings = new PhoneSettings(asked, new JournalWriter(journal, 10), "n1", store);
        settings.start();
    }

    @AfterEach
    void close() {
        settings.close();
        store.close();
    }

    private void ask(String callId) {
        ask(callId, new UserSetting.Dnd(true));
    }

    private void ask(String callId, UserSetting setting) {
        Instant until = Instant.now().plusSeconds(60);
        var change = new ChangeSetting(callId, anna, setting, until);
        seen(Codecs.EFFECT.encode(new EffectRecord("e-" + callId, acme, Instant.EPOCH, change)));
    }

    private void seen(byte[] value) {
        long at = offset++;
        asked.schedulePollTask(() -> asked.addRecord(new ConsumerRecord<>(REPLIES.topic(), 0, at, acme, value)));
    }

    private SettingAnswered answer(int number) {
        await().until(() -> journal.history().size() >= number);
        byte[] value = journal.history().get(number - 1).value();
        return Codecs.INPUT.decode(value) instanceof Decoded.Ok<Input>(SettingAnswered answered)
                ? answered
                : new SettingAnswered("", false, "unreadable", "");
    }

    private void sql(String statement) throws Exception {
        try (Connection aside = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("c.db"));
                var text = aside.createStatement()) {
            text.execute(statement);
        }
    }

    @Test
    void a_store_that_fails_once_is_told_and_the_next_change_is_made() throws Exception {
        sql("CREATE TRIGGER broken BEFORE UPDATE ON sip_user BEGIN SELECT RAISE(ABORT, 'broken'); END");
        ask("call_1");
        assertThat(answer(1))
                .returns(false, SettingAnswered::accepted)
                .returns("feature.not-done", SettingAnswered::code);
        sql("DROP TRIGGER broken");

        ask("call_2");

        assertThat(answer(2)).returns("call_2", SettingAnswered::callId).returns(true, SettingAnswered::accepted);
        assertThat(settings.trouble()).isEmpty();
    }

    @Test
    void a_number_outside_is_kept_in_one_row_of_the_user_whatever_they_dial() {
        ask("call_1", new UserSetting.ForwardOutside("+49891234567"));
        assertThat(answer(1)).returns(true, SettingAnswered::accepted);
        ask("call_2", new UserSetting.ForwardOutside("+49897654321"));
        assertThat(answer(2)).returns(true, SettingAnswered::accepted);

        List<Forward> rows = store.list(Resources.FORWARDS, acme, null, 10, Map.of()).rows().stream()
                .map(it -> it.row())
                .toList();
        assertThat(rows)
                .extracting(Forward::name, Forward::number)
                .containsExactly(tuple("anna by telephone", "+49897654321"));
        SipUser row = store.find(Resources.USERS, acme, anna).orElseThrow().row();
        assertThat(row.fwdAlways())
                .isEqualTo(new Dest(DestKind.FORWARD, rows.getFirst().id()));

        ask("call_3", new UserSetting.ForwardAlways(null));
        assertThat(answer(3)).returns(true, SettingAnswered::accepted);
        assertThat(store.find(Resources.USERS, acme, anna).orElseThrow().row().fwdAlways())
                .isNull();
    }

    @Test
    void what_a_forward_sets_on_its_calls_goes_with_it() {
        ask("call_1", new UserSetting.ForwardOutside("+49891234567"));
        assertThat(answer(1)).returns(true, SettingAnswered::accepted);
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        more.putObject("fwd_always_xform").put("lang", "de");
        store.update(Resources.USERS, acme, anna, Edit.merge(more), "test");

        ask("call_2", new UserSetting.ForwardAlways(null));

        assertThat(answer(2)).returns(true, SettingAnswered::accepted);
        assertThat(store.find(Resources.USERS, acme, anna).orElseThrow().row().fwdAlways())
                .isNull();
    }

    @Test
    void a_number_that_the_configuration_does_not_take_is_told() {
        ask("call_1", new UserSetting.ForwardOutside("nobody"));
        assertThat(answer(1))
                .returns(false, SettingAnswered::accepted)
                .returns("config.bad-number", SettingAnswered::code);
    }

    @Test
    void a_fault_that_nobody_foresaw_ends_nothing() {
        journal.sendException = new IllegalStateException("a fault");
        ask("call_1");
        asked.schedulePollTask(() -> journal.sendException = null);

        ask("call_2");

        assertThat(answer(1)).returns("call_2", SettingAnswered::callId).returns(true, SettingAnswered::accepted);
    }

    @Test
    void a_topic_that_is_not_followed_any_more_is_a_trouble() {
        asked.setPollException(new KafkaException("gone"));

        await().untilAsserted(() -> assertThat(settings.trouble())
                .hasValueSatisfying(it -> assertThat(it).contains("replies")));
    }
}
