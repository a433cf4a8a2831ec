package io.ringlog.app.role;

import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.config.SecurityConfig;
import io.ringlog.app.rest.MediaFolder;
import io.ringlog.config.ConfigStore;
import io.ringlog.config.outbox.OutboxPublisher;
import io.ringlog.config.problem.FileReason;
import io.ringlog.domain.config.SecurityRule;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.SecurityActed;
import io.ringlog.wire.JournalWriter;
import io.ringlog.wire.JournalWriter.Entry;
import io.ringlog.wire.TableWriter;
import io.ringlog.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration store and its way into the log; part of the role api. */
public final class ConfigRole implements AutoCloseable {
    /** The file of the store, in the data folder. */
    public static final String DATABASE = "config.db";

    private static final Logger LOG = LoggerFactory.getLogger(ConfigRole.class);
    private static final int BOUND = 1_000;

    private final ConfigStore store;
    private final JournalWriter journal;
    private final TableWriter directory;
    private final OutboxPublisher publisher;

    private ConfigRole(ConfigStore store, JournalWriter journal, TableWriter directory) {
        this.store = store;
        this.journal = journal;
        this.directory = directory;
        this.publisher = new OutboxPublisher(store, journal, directory);
    }

    /** Opens the store and begins to publish what is committed in it: all of it, to a log that knows none of it. */
    public static ConfigRole start(Surroundings here) {
        ConfigStore store = open(here.folder(), here.config());
        if (store.publishInto(here.logId())) {
            LOG.info("The log does not know this configuration and is told all of it");
        }
        if (store.mayBeOlderThan(here.logId())) {
            LOG.warn("This configuration was restored from a backup, and the log is the one it was told to before:"
                    + " rows that were changed after the backup stay in the log as they were changed, whatever is"
                    + " configured here. Give it new topics, or another cluster, and it is told all of it.");
        }
        var clients = here.clients();
        var role = new ConfigRole(
                store,
                new JournalWriter(clients.journalProducer(here.instance("config-journal")), BOUND),
                new TableWriter(clients.globalProducer(here.instance("config-directory")), Topics.DIRECTORY));
        role.publisher.start();
        role.tell(rule(here.config().security()));
        return role;
    }

    private static SecurityRule rule(SecurityConfig keys) {
        return new SecurityRule(
                (int) keys.window().toSeconds(),
                keys.guesses(),
                keys.strays(),
                keys.garbles(),
                keys.scans(),
                keys.phonesFactor(),
                (int) keys.ban().toSeconds(),
                (int) keys.longestBan().toSeconds(),
                keys.mostBans());
    }

    /** Told at each start; the same again changes nothing. What the journal does not take now, the next start tells. */
    private void tell(SecurityRule rule) {
        String id = "security-rule-" + UUID.randomUUID();
        var given = new SecurityActed.RuleGiven(rule, "security.*");
        journal.write(Entry.of(JournalRecord.PLATFORM, id, given, "config")).whenComplete((place, fault) -> {
            if (fault != null) {
                LOG.warn("the log does not know the keys security.* yet: {}", fault.getMessage());
            }
        });
    }

    /** The store alone, for a command that writes it beside a running process. */
    public static ConfigStore open(Path folder, RinglogConfig config) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder + " cannot be made: " + FileReason.of(e), e);
        }
        ConfigStore store = ConfigStore.open(
                folder.resolve(DATABASE),
                BrainRole.secretsKey(config.keyFolder()),
                Clock.systemUTC(),
                new MediaFolder(config.mediaFolder()));
        store.keepAudit(config.retention().audit());
        return store;
    }

    public ConfigStore store() {
        return store;
    }

    @Override
    public void close() {
        publisher.close();
        journal.close();
        directory.close();
        store.close();
    }
}
