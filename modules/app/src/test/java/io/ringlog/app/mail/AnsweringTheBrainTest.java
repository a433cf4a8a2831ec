package io.ringlog.app.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.ringlog.app.broker.BrokerSettings;
import io.ringlog.app.broker.EmbeddedBroker;
import io.ringlog.app.config.MailConfig;
import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.MailTried;
import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.domain.journal.MessageMail;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.edge.recording.FolderStore;
import io.ringlog.testkit.mail.PostOffice;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the brain asks for by the log is tried once, and answered by the log, whatever happens to the worker. */
class AnsweringTheBrainTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final TopicPartition EFFECTS = new TopicPartition(Topics.EFFECTS.name(), 0);
    private static final MessageMail MAIL = Mails.mail("en", null, null);

    @TempDir
    Path folder;

    @Test
    void every_mail_is_tried_once_and_what_came_of_it_is_told() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")));
                PostOffice office = PostOffice.open()) {
            KafkaClients kafka = kafka(broker);
            Path sound = folder.resolve(Mails.KEY);
            Files.createDirectories(sound.getParent());
            Files.writeString(sound, "RIFF");
            ask(kafka, "p-1", Mails.asked("msg-1", Mails.withSound(MAIL)));
            ask(kafka, "p-2", late("msg-2"));
            ask(kafka, "p-3", "acc_2", Mails.asked("msg-3", Mails.withSound(MAIL)));
            try (MailWorker first = start(kafka, Mails.at(office.port()))) {
                assertThat(first.isRunning()).isTrue();
                assertThat(told(kafka, 3))
                        .extracting(MailTried::messageId, MailTried::result, MailTried::unsure)
                        .containsExactly(
                                tuple("msg-1", Result.SENT, false),
                                tuple("msg-2", Result.PUT_OFF, false),
                                tuple("msg-3", Result.NO_SOUND, false));
                awaitPlace(kafka, 3);
            }
            ask(kafka, "p-4", Mails.asked("msg-4", MAIL));
            try (MailWorker second = start(kafka, Mails.at(office.port()))) {
                assertThat(told(kafka, 4).getLast().messageId()).isEqualTo("msg-4");
                assertThat(second.isRunning()).isTrue();
            }
            assertThat(office.taken()).hasSize(2);
        }
    }

    /** As a worker leaves it that was killed while the server had the mail, or after it had said so. */
    @Test
    void a_mail_that_was_begun_before_a_crash_may_come_twice_and_one_that_was_sent_does_not() throws Exception {
        try (var broker = EmbeddedBroker.start(BrokerSettings.on(folder.resolve("kafka")));
                PostOffice office = PostOffice.open()) {
            KafkaClients kafka = kafka(broker);
            ask(kafka, "p-1", Mails.asked("msg-1", MAIL));
            note(kafka, 0, "begun p-1");
            try (MailWorker worker = start(kafka, Mails.at(office.port()))) {
                MailTried begun = told(kafka, 1).getFirst();
                assertThat(begun.result()).isEqualTo(Result.SENT);
                assertThat(begun.unsure()).isTrue();
                assertThat(worker.isRunning()).isTrue();
                awaitPlace(kafka, 1);
            }
            assertThat(office.taken()).hasSize(1);

            ask(kafka, "p-2", Mails.asked("msg-2", MAIL));
            note(kafka, 1, "sent p-2");
            try (MailWorker worker = start(kafka, Mails.at(office.port()))) {
                MailTried sent = told(kafka, 2).getLast();
                assertThat(sent.result()).isEqualTo(Result.SENT);
                assertThat(sent.unsure()).isFalse();
                assertThat(worker.isRunning()).isTrue();
            }
            assertThat(office.taken()).as("nothing is sent again").hasSize(1);
        }
    }

    private MailWorker start(KafkaClients kafka, MailConfig config) {
        return MailWorker.start(kafka, "node-1", config, new FolderStore(folder));
    }

    private static KafkaClients kafka(EmbeddedBroker broker) {
        KafkaClients kafka = KafkaClients.plain(broker.bootstrapServers());
        try (var admin = kafka.admin()) {
            new TopicSetup(admin, 1, Optional.empty(), PATIENCE).ensure(Topics.all());
        }
        return kafka;
    }

    private static SendMail late(String messageId) {
        SendMail it = Mails.asked(messageId, MAIL);
        return new SendMail(it.mailboxId(), messageId, 1, Instant.now().minusSeconds(1), MAIL);
    }

    private static void ask(KafkaClients kafka, String id, SendMail mail) throws Exception {
        ask(kafka, id, "acc_1", mail);
    }

    private static void ask(KafkaClients kafka, String id, String account, SendMail mail) throws Exception {
        byte[] value = Codecs.EFFECT.encode(new EffectRecord(id, account, Instant.now(), mail));
        try (var producer = kafka.accountProducer("test-brain")) {
            producer.send(new ProducerRecord<>(Topics.EFFECTS.name(), account, value))
                    .get();
        }
    }

    /** Everything that was told, once so many are there. */
    private static List<MailTried> told(KafkaClients kafka, int expected) {
        List<MailTried> told = new ArrayList<>();
        try (Consumer<String, byte[]> reader = kafka.reader("test-reader", Isolation.READ_COMMITTED)) {
            List<TopicPartition> journal = List.of(new TopicPartition(Topics.JOURNAL.name(), 0));
            reader.assign(journal);
            reader.seekToBeginning(journal);
            await().atMost(PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(200))
                        .forEach(it -> told.add(
                                (MailTried) Codecs.INPUT.decode(it.value()).orThrow()));
                return told.size() >= expected;
            });
        }
        return told;
    }

    private static void awaitPlace(KafkaClients kafka, long offset) throws IOException {
        try (var admin = kafka.admin()) {
            await().atMost(PATIENCE).until(() -> {
                OffsetAndMetadata place = admin.listConsumerGroupOffsets("ringlog-mail")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .get(EFFECTS);
                return place != null && place.offset() == offset;
            });
        }
    }

    private static void note(KafkaClients kafka, long offset, String words) throws Exception {
        try (var admin = kafka.admin()) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.alterConsumerGroupOffsets("ringlog-mail", Map.of(EFFECTS, new OffsetAndMetadata(offset, words)))
                        .all()
                        .get();
                return true;
            });
        }
    }
}
