package io.ringlog.app.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.Edit;
import io.ringlog.config.db.DatabaseFailure;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Forward;
import io.ringlog.domain.journal.Effect.ChangeSetting;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.domain.journal.SettingAnswered;
import io.ringlog.domain.journal.UserSetting;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicFollower;
import io.ringlog.wire.Topics;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes in the configuration what users change by telephone, and tells the brain how that went. A change that nobody
 * carried out in time is not made up for: its caller has been told that it was not.
 */
public final class PhoneSettings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneSettings.class);
    private static final int BOUND = 1_000;

    private final String node;
    private final ConfigStore store;
    private final JournalWriter journal;
    private final TopicFollower asked;

    PhoneSettings(Consumer<String, byte[]> asked, JournalWriter journal, String node, ConfigStore store) {
        this.node = node;
        this.store = store;
        this.journal = journal;
        this.asked = new TopicFollower(asked, Topics.REPLIES, this::seen);
    }

    /** {@code node} names this process among those that write to the journal. */
    public static PhoneSettings start(KafkaClients clients, String node, ConfigStore store) {
        var settings = new PhoneSettings(
                clients.reader(node + "-asked-settings", Isolation.READ_UNCOMMITTED),
                new JournalWriter(clients.journalProducer(node + "-settings"), BOUND),
                node,
                store);
        settings.start();
        return settings;
    }

    void start() {
        asked.start();
    }

    /** Why no settings are changed now, in words. */
    public Optional<String> trouble() {
        return asked.trouble();
    }

    @Override
    public void close() {
        asked.close();
        journal.close();
    }

    private void seen(TopicFollower.Seen record) {
        if (Codecs.EFFECT.decode(record.value()) instanceof Decoded.Ok<EffectRecord>(var effect)
                && effect.effect() instanceof ChangeSetting change
                && store.clock().instant().isBefore(change.until())) {
            String id = "setting-" + effect.id();
            boolean taken = journal.offer(
                    JournalWriter.Entry.of(effect.accountId(), id, changed(effect.accountId(), change), "api/" + node),
                    new Unheard(change.callId()));
            if (!taken) {
                LOG.warn("call {} is not told of its setting: the journal has no room", change.callId());
            }
        }
    }

    private SettingAnswered changed(String account, ChangeSetting change) {
        try {
            ObjectNode document = document(account, change);
            store.update(Resources.USERS, account, change.userId(), Edit.merge(document), "phone/" + change.callId());
            return new SettingAnswered(change.callId(), true, "feature.setting-changed", document.toString());
        } catch (ConfigRefused refused) {
            FieldError why = refused.errors().getFirst();
            return new SettingAnswered(change.callId(), false, why.code(), why.toString());
        } catch (DatabaseFailure broken) {
            LOG.error("a setting of call {} is not changed", change.callId(), broken);
            String why = "the configuration cannot be written now"
                    + broken.reason().map(it -> ": " + it).orElse("");
            return new SettingAnswered(change.callId(), false, Refusal.FEATURE_NOT_DONE.code(), why);
        }
    }

    private ObjectNode document(String account, ChangeSetting change) {
        return switch (change.setting()) {
            case UserSetting.Dnd it -> JsonNodeFactory.instance.objectNode().put("dnd", it.on());
            case UserSetting.ForwardAlways it ->
                forwarded(it.extensionId() == null ? null : "extension", it.extensionId());
            case UserSetting.ForwardOutside(String number) -> forwarded("forward", forward(account, change, number));
        };
    }

    /** What a forward before set on its calls goes with it. */
    private static ObjectNode forwarded(@Nullable String kind, @Nullable String id) {
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("fwd_always_kind", kind)
                .put("fwd_always_id", id);
        document.putObject("fwd_always_xform");
        return document;
    }

    /** The one row of a user for numbers outside that they dial themselves: it is made once, and then says another. */
    private String forward(String account, ChangeSetting change, String number) {
        String actor = "phone/" + change.callId();
        String name = store.find(Resources.USERS, account, change.userId())
                .map(user -> user.row().username())
                .map("%s by telephone"::formatted)
                .orElse(change.userId());
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("number", number);
        Optional<Forward> before =
                store.list(Resources.FORWARDS, account, null, 1, Map.of("name", name)).rows().stream()
                        .map(Stored::row)
                        .findFirst();
        return before.isPresent()
                ? store.update(Resources.FORWARDS, account, before.get().id(), Edit.merge(row), actor)
                        .row()
                        .id()
                : store.create(Resources.FORWARDS, account, row.put("name", name), actor)
                        .row()
                        .id();
    }

    /** The brain refuses the caller when nobody tells it anything. */
    private record Unheard(String callId) implements JournalWriter.Ack {
        @Override
        public void stored(int partition, long offset) {
            LOG.debug("call {} is told of its setting", callId);
        }

        @Override
        public void failed(Exception why) {
            LOG.warn("call {} is not told of its setting", callId, why);
        }
    }
}
