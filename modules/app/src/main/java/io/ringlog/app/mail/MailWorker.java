package io.ringlog.app.mail;

import io.ringlog.app.config.MailConfig;
import io.ringlog.app.effect.EffectReader;
import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.MailTried;
import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.domain.journal.Outgoing.EffectRecord;
import io.ringlog.edge.recording.MediaStore;
import io.ringlog.edge.recording.Sound;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
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

    /** Less than a member of a group may take for one record. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int BOUND = 100;
    private static final String BEGUN = "begun ";
    private static final String SENT = "sent ";

    private final String node;
    private final MediaStore sounds;
    private final MailServer server;
    private final InstantSource clock;
    private final JournalWriter journal;
    private final EffectReader asked;
    private Last last = new Last("", Tried.of(Result.PUT_OFF, false, ""));

    private MailWorker(KafkaClients clients, String node, MailServer server, MediaStore sounds, InstantSource clock) {
        this.node = node;
        this.sounds = sounds;
        this.server = server;
        this.clock = clock;
        this.journal = new JournalWriter(clients.journalProducer(node + "-mail-journal"), BOUND);
        // A mail cannot be taken back: nothing is sent that was not decided for good.
        var reader = new EffectReader.Reader(GROUP, node, "mail", Isolation.READ_COMMITTED);
        this.asked = EffectReader.start(clients, reader, this::seen);
    }

    /** {@code node} names this process among those that write to the journal. */
    public static MailWorker start(KafkaClients clients, String node, MailConfig config, MediaStore sounds) {
        InstantSource clock = InstantSource.system();
        return new MailWorker(clients, node, new MailServer(config, LONGEST, clock), sounds, clock);
    }

    /** Whether it still reads what is asked for. */
    public boolean isRunning() {
        return asked.isRunning();
    }

    @Override
    public void close() {
        asked.end();
        server.close();
        asked.close();
        journal.close();
    }

    private void seen(EffectRecord effect, EffectReader.Place at) throws InterruptedException {
        if (!(effect.effect() instanceof SendMail mail)) {
            return;
        }
        if (!last.id.equals(effect.id())) {
            last = new Last(effect.id(), tried(at, effect, mail));
        }
        if (!last.told) {
            tell(effect, mail, last.tried);
            last.told = true;
        }
    }

    private Tried tried(EffectReader.Place at, EffectRecord effect, SendMail mail) throws InterruptedException {
        String before = at.noted();
        if (before.equals(SENT + effect.id())) {
            return Tried.of(Result.SENT, false, "the server had it before this worker started");
        }
        boolean begun = before.equals(BEGUN + effect.id());
        if (!clock.instant().isBefore(mail.until())) {
            return Tried.of(Result.PUT_OFF, begun, "no worker had time for it until " + mail.until());
        }
        at.note(BEGUN + effect.id());
        Tried tried = send(effect, mail);
        if (tried.result() == Result.SENT) {
            at.note(SENT + effect.id());
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
