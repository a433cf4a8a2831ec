package io.ringlog.app.rest;

import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.CallFact.LegsJoined;
import io.ringlog.domain.journal.CallFact.PlaybackEnd;
import io.ringlog.domain.journal.CallFact.PlaybackFinished;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.EdgeFact;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.Source;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.KafkaClients;
import io.ringlog.wire.KafkaClients.Isolation;
import io.ringlog.wire.TopicSetup;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** An edge without phones and sound: whatever is to be played has been heard, and whoever is recorded has spoken. */
final class AnsweringEdge implements AutoCloseable {

    private static final String NAME = "edge-2";
    private static final int SPOKEN_MS = 4_000;
    private static final int BYTES = 44 + 16 * SPOKEN_MS;

    private final Path recordings;
    private final JournalWriter journal;
    private final Consumer<String, byte[]> commands;
    private final AtomicLong seq = new AtomicLong();
    private final Thread reading;
    private volatile boolean over;

    /** {@code recordings} is the folder in which recordings are looked for. */
    AnsweringEdge(String kafka, Path recordings) {
        this.recordings = recordings;
        var clients = KafkaClients.plain(kafka);
        try (Admin admin = clients.admin()) {
            new TopicSetup(admin, 1, Optional.empty(), Duration.ofSeconds(30)).ensure(List.of(Topics.commands(NAME)));
        }
        journal = new JournalWriter(clients.journalProducer(NAME), 100);
        commands = clients.reader(NAME, Isolation.READ_UNCOMMITTED);
        commands.assign(List.of(new TopicPartition(Topics.commandsName(NAME), 0)));
        reading = Thread.ofVirtual().start(this::read);
    }

    /** A trunk calls a number of an account. */
    void called(String account, String trunk, String call, String number) {
        var source = new Source("127.0.0.1", 5060, "udp", null, false);
        tell(
                account,
                new InviteReceived(
                        stamp(),
                        call,
                        number,
                        "acme.example",
                        "12025550100",
                        "carrier.example",
                        null,
                        null,
                        trunk,
                        account,
                        source,
                        "sip-" + call,
                        null,
                        List.of("PCMU"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        reading.join();
        commands.close();
        journal.close();
    }

    private void read() {
        while (!over) {
            commands.poll(Duration.ofMillis(100))
                    .forEach(it -> carryOut(Codecs.COMMAND.decode(it.value()).orThrow()));
        }
    }

    private void carryOut(CommandRecord it) {
        switch (it.command()) {
            case Command.Play play
            when !play.loop() && play.stream() == null ->
                tell(
                        it.accountId(),
                        new PlaybackFinished(
                                stamp(), play.callId(), play.legId(), play.playbackId(), PlaybackEnd.FINISHED));
            case Command.RecordLeg speak -> tell(it.accountId(), spoken(it.accountId(), speak));
            case Command.JoinLegs talk ->
                tell(it.accountId(), new LegsJoined(stamp(), talk.callId(), talk.talkId(), talk.legs()));
            // What else is asked of an edge has no part in what is tried.
            default -> {}
        }
    }

    private RecordingFinished spoken(String account, Command.RecordLeg speak) {
        String key = account + "/" + speak.callId() + "." + speak.recordingId() + ".wav";
        try {
            Path sound = recordings.resolve(key);
            Files.createDirectories(sound.getParent());
            Files.write(sound, new byte[BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + key, e);
        }
        return new RecordingFinished(
                stamp(),
                speak.callId(),
                speak.legId(),
                speak.recordingId(),
                SPOKEN_MS,
                BYTES,
                RecordingEnd.KEY,
                key,
                0);
    }

    private EdgeStamp stamp() {
        return new EdgeStamp(NAME, 1, seq.incrementAndGet(), Instant.EPOCH);
    }

    private void tell(String account, EdgeFact fact) {
        journal.write(JournalWriter.Entry.of(account, fact)).join();
    }
}
