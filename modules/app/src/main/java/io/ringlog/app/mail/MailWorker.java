package io.ringlog.app.mail;

import io.ringlog.app.config.MailConfig;
import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.MailTried;
import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.edge.recording.MediaStore;
import io.ringlog.edge.recording.Sound;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the mails that the brain asks for, one after the other, and tells the journal what came of each. Before a mail
 * is begun the group's own place in the topic says so, and again when the server has it: whoever takes over after a
 * crash sends none that is known to be sent, and says of one that was begun that it may come twice.
 */
public final class MailWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);
    private static final String GROUP = "ringlog-mail";
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Less than a member of a group may take for one record. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int BOUND = 100;
    private static final String BEGUN = "begun ";
    private static final String SENT = "sent ";

    private final String node;
    private final MediaStore sounds;
    private final MailServer server;
    private final InstantSource clock;
    private final Consumer<String, byte[]> asked;
    private final JournalWriter journal;
    private final CountDownLatch open = new CountDownLatch(1);
    private final Thread thread;
    private Last last = new Last("", Tried.of(Result.PUT_OFF, false, ""));

    private MailWorker(KafkaClients clients, String node, MailServer server, MediaStore sounds, InstantSource clock) {
        this.node = node;
        this.sounds = sounds;
        this.server = server;
        this.clock = clock;
        // A mail cannot be taken back: nothing is sent that was not decided for good.
        this.asked = clients.member(GROUP, node + "-mail", Isolation.READ_COMMITTED);
        this.journal = new JournalWriter(clients.journalProducer(node + "-mail-journal"), BOUND);
        this.thread = Thread.ofPlatform().name("mail").unstarted(this::work);
    }

    /** {@code node} names this process among those that write to the journal. */
    public static MailWorker start(KafkaClients clients, String node, MailConfig config, MediaStore sounds) {
        InstantSource clock = InstantSource.system();
        var worker = new MailWorker(clients, node, new MailServer(config, LONGEST, clock), sounds, clock);
        worker.thread.start();
        return worker;
    }

    /** Whether it still reads what is asked for. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public void close() {
        open.countDown();
        server.close();
        asked.wakeup();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }

    private void work() {
        try (asked) {
            asked.subscribe(List.of(Topics.EFFECTS.name()));
            while (open.getCount() > 0) {
                read();
            }
        } catch (WakeupException | InterruptException | InterruptedException closing) {
            LOG.debug("no more mails are sent");
        }
    }

    private void read() throws InterruptedException {
        for (ConsumerRecord<String, byte[]> record : asked.poll(POLL)) {
            try {
                seen(record);
            } catch (WakeupException | InterruptException closing) {
                throw closing;
            } catch (KafkaException away) {
                LOG.warn("the log cannot be reached; the mail of offset {} waits", record.offset(), away);
                readAgain(record);
            }
        }
    }

    /** Where it is another's meanwhile, that one reads it. */
    private void readAgain(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        if (asked.assignment().contains(partition(record))) {
            asked.seek(partition(record), record.offset());
        }
        open.await(REST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void seen(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        switch (Codecs.EFFECT.decode(record.value())) {
            case Decoded.Ok<EffectRecord>(var effect)
            when effect.effect() instanceof SendMail mail -> wanted(record, effect, mail);
            case Decoded.Ok<EffectRecord>(var other) -> LOG.debug("effect {} is no mail", other.id());
            case Decoded.Undecodable<EffectRecord>(var code, var message) ->
                LOG.warn("effect {} cannot be read: {} {}", record.offset(), code, message);
        }
        commit(record, 1, "");
    }

    private void wanted(ConsumerRecord<String, byte[]> record, EffectRecord effect, SendMail mail)
            throws InterruptedException {
        if (!last.id.equals(effect.id())) {
            last = new Last(effect.id(), tried(record, effect, mail));
        }
        if (!last.told) {
            tell(effect, mail, last.tried);
            last.told = true;
        }
    }

    private Tried tried(ConsumerRecord<String, byte[]> record, EffectRecord effect, SendMail mail)
            throws InterruptedException {
        String before = noted(record);
        if (before.equals(SENT + effect.id())) {
            return Tried.of(Result.SENT, false, "the server had it before this worker started");
        }
        boolean begun = before.equals(BEGUN + effect.id());
        if (!clock.instant().isBefore(mail.until())) {
            return Tried.of(Result.PUT_OFF, begun, "no worker had time for it until " + mail.until());
        }
        commit(record, 0, BEGUN + effect.id());
        Tried tried = send(effect, mail);
        if (tried.result() == Result.SENT) {
            commit(record, 0, SENT + effect.id());
        }
        return begun ? tried.perhapsBefore() : tried;
    }

    private Tried send(EffectRecord effect, SendMail mail) throws InterruptedException {
        String key = mail.mail().objectKey();
        if (key == null) {
            return server.send(mail, null);
        }
        try {
            byte[] sound = key.startsWith(effect.accountId() + "/") ? sound(key) : null;
            return sound != null
                    ? server.send(mail, sound)
                    : Tried.of(Result.NO_SOUND, false, "there is no recording " + key);
        } catch (IOException away) {
            LOG.warn("recordings cannot be read", away);
            return Tried.of(Result.NO_SOUND, false, "the recordings cannot be read");
        }
    }

    private byte @Nullable [] sound(String key) throws IOException {
        try (Sound kept = sounds.open(key).orElse(null)) {
            return kept == null ? null : kept.all();
        }
    }

    private void tell(EffectRecord effect, SendMail mail, Tried tried) throws InterruptedException {
        MailTried told = new MailTried(
                mail.mailboxId(),
                mail.messageId(),
                mail.attempt(),
                mail.mail().to(),
                tried.result(),
                tried.unsure(),
                tried.text());
        try {
            journal.write(JournalWriter.Entry.of(effect.accountId(), "mail-" + effect.id(), told, "workers/" + node))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException("the journal did not take what came of mail " + effect.id(), e.getCause());
        }
    }

    /** What is noted at this record's place in the topic; empty when it was never begun. */
    private String noted(ConsumerRecord<String, byte[]> record) {
        OffsetAndMetadata place = asked.committed(Set.of(partition(record))).get(partition(record));
        return place != null && place.offset() == record.offset() ? place.metadata() : "";
    }

    private void commit(ConsumerRecord<String, byte[]> record, int done, String note) {
        asked.commitSync(Map.of(partition(record), new OffsetAndMetadata(record.offset() + done, note)));
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** The newest mail of this process: what the log could not be told at once is told later, and not sent again. */
    private static final class Last {
        private final String id;
        private final Tried tried;
        private boolean told;

        Last(String id, Tried tried) {
            this.id = id;
            this.tried = tried;
        }
    }
}
