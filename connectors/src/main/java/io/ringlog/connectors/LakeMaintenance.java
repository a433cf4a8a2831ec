package io.ringlog.connectors;

import io.ringlog.connectors.MaintenanceReport.TableReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the lake's tables small: compaction, snapshot expiry, orphans. Safe beside the running sink and readers. */
public final class LakeMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(LakeMaintenance.class);

    private final Lake lake;
    private final Clock clock;

    public LakeMaintenance(Lake lake, Clock clock) {
        this.lake = lake;
        this.clock = clock;
    }

    /** One pass over every table; run it from one process at a time, every quarter of an hour or so. */
    public MaintenanceReport run(MaintenancePolicy policy) {
        return new MaintenanceReport(Arrays.stream(LakeTable.values())
                .map(table -> run(table, policy))
                .toList());
    }

    private TableReport run(LakeTable which, MaintenancePolicy policy) {
        Instant now = clock.instant();
        long rows = RowExpiry.run(lake.table(which), which, now.minus(policy.keepRows(which)));
        Compaction.Outcome compacted = new Compaction(lake.table(which), policy).run();
        int expired = SnapshotExpiry.run(lake.table(which), now.minus(policy.keepSnapshots()));
        int orphans = Orphans.delete(lake.table(which), now.minus(policy.keepOrphans()));
        TableReport report = new TableReport(which, rows, compacted.gathered(), compacted.written(), expired, orphans);
        LOG.info("Lake maintenance: {}", report);
        return report;
    }
}
