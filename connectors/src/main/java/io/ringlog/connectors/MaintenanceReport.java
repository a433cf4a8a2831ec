package io.ringlog.connectors;

import java.util.List;

/** What one run of the maintenance did. */
public record MaintenanceReport(List<TableReport> tables) {
    public MaintenanceReport {
        tables = List.copyOf(tables);
    }

    /** One table: old rows gone, small files gathered, snapshots forgotten, files deleted that nothing named. */
    public record TableReport(
            LakeTable table,
            long rowsExpired,
            int filesGathered,
            int filesWritten,
            int snapshotsExpired,
            int orphansDeleted) {}
}
