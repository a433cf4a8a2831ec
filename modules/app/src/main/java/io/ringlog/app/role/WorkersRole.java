package io.ringlog.app.role;

import io.ringlog.app.channel.ChannelWorker;
import io.ringlog.app.config.RinglogConfig;
import io.ringlog.app.http.HttpWorker;
import io.ringlog.app.mail.MailWorker;
import io.ringlog.app.store.Storage;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.connectors.Lake;
import io.ringlog.connectors.LakeTable;
import io.ringlog.connectors.MaintenancePolicy;
import io.ringlog.connectors.ScheduledMaintenance;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Work outside of calls: the upkeep of the lake, mails, requests to web services, and what accounts tell each other.
 * One process of a cluster runs it.
 */
public final class WorkersRole implements AutoCloseable {
    private final Lake lake;
    private final ScheduledMaintenance maintenance;

    private WorkersRole(Lake lake, ScheduledMaintenance maintenance) {
        this.lake = lake;
        this.maintenance = maintenance;
    }

    /** The first upkeep is one interval from now. */
    public static WorkersRole start(RinglogConfig config, Path folder) {
        Lake lake = Lake.open(LakeRole.lake(config, folder));
        lake.ensureTables();
        var kept = config.lake();
        var policy = MaintenancePolicy.keeping(kept.keepSnapshots())
                .withRows(Map.of(
                        LakeTable.CDR, kept.keepCdr(),
                        LakeTable.CALL_EVENTS, kept.keepEvents(),
                        LakeTable.JOURNAL, kept.keepJournal()));
        return new WorkersRole(
                lake, ScheduledMaintenance.start(lake, policy, config.lake().maintenanceInterval()));
    }

    /** Begins to send the mails that the brain asks for, or to say that no server is configured. */
    public static MailWorker mail(Surroundings here) {
        return MailWorker.start(
                here.clients(),
                here.config().node().id(),
                here.config().mail(),
                Storage.of(here.config()).store());
    }

    /** Begins to carry what accounts tell each other of the channels of a ceiling. */
    public static ChannelWorker channels(Surroundings here) {
        return ChannelWorker.start(here.clients(), here.config().node().id());
    }

    /** Begins to ask the web services that flows want asked. */
    public static HttpWorker http(Surroundings here) {
        SecretBox secrets = SecretBox.open(BrainRole.secretsKey(here.config().keyFolder()));
        return HttpWorker.start(here.clients(), here.config().node().id(), secrets);
    }

    /** Why the last upkeep failed; empty when it did not. */
    public Optional<String> lastFailure() {
        return maintenance.lastFailure();
    }

    @Override
    public void close() {
        maintenance.close();
        lake.close();
    }
}
