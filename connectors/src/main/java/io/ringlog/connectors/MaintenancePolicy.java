package io.ringlog.connectors;

import java.time.Duration;
import java.util.Map;

/**
 * How the lake is kept small.
 *
 * @param rows how long each table keeps its rows; for ever those that are not named
 * @param keepSnapshots how far back a reader may still be reading, or travel
 * @param keepOrphans how long a file that no snapshot names is left alone; longer than the control topic keeps what the
 *     sink has written but not yet committed
 * @param targetBytes the size small files are gathered into
 * @param minFiles a partition with fewer small files is left as it is
 */
public record MaintenancePolicy(
        Map<LakeTable, Duration> rows, Duration keepSnapshots, Duration keepOrphans, long targetBytes, int minFiles) {
    private static final Duration FOR_EVER = Duration.ofDays(365_000);

    public MaintenancePolicy {
        rows = Map.copyOf(rows);
        Refused.unless(!keepSnapshots.isNegative(), "lake.keep-snapshots", "must not be negative");
        Refused.unless(!keepOrphans.isNegative(), "lake.maintenance.keep-orphans", "must not be negative");
        Refused.unless(targetBytes > 0, "lake.maintenance.target-bytes", "must be more than 0");
        Refused.unless(minFiles >= 2, "lake.maintenance.min-files", "must be 2 or more");
    }

    MaintenancePolicy(Duration keepSnapshots, Duration keepOrphans, long targetBytes, int minFiles) {
        this(Map.of(), keepSnapshots, keepOrphans, targetBytes, minFiles);
    }

    /** How long a table keeps its rows. */
    Duration keepRows(LakeTable table) {
        return rows.getOrDefault(table, FOR_EVER);
    }

    /** The same, with rows of each of these tables kept so long. */
    public MaintenancePolicy withRows(Map<LakeTable, Duration> kept) {
        return new MaintenancePolicy(kept, keepSnapshots, keepOrphans, targetBytes, minFiles);
    }

    /** Two hours of snapshots (each weighs on every commit), eight days of orphans, files of 128 MiB. */
    public static MaintenancePolicy standard() {
        return keeping(Duration.ofHours(2));
    }

    /** The standard, with another span of snapshots. */
    public static MaintenancePolicy keeping(Duration snapshots) {
        return new MaintenancePolicy(snapshots, Duration.ofDays(8), 128L << 20, 5);
    }
}
