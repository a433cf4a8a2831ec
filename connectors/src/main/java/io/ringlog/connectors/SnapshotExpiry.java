package io.ringlog.connectors;

import java.time.Instant;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** Forgets old snapshots of one table and deletes what only they named. */
final class SnapshotExpiry {
    private static final String SINK_OFFSETS = "kafka.connect.offsets.";

    private SnapshotExpiry() {}

    /** How many snapshots were forgotten. */
    static int run(Table table, Instant olderThan) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return 0;
        }
        int before = count(table);
        table.expireSnapshots()
                .expireOlderThan(Math.min(olderThan.toEpochMilli(), lastOfSink(table, current)))
                .retainLast(1)
                .cleanExpiredFiles(true)
                .commit();
        table.refresh();
        return before - count(table);
    }

    /**
     * The sink walks back from the current snapshot to the newest one of its own and reads there what it has committed;
     * without it a restarted sink could append files a second time.
     */
    private static long lastOfSink(Table table, Snapshot current) {
        for (Snapshot snapshot : SnapshotUtil.ancestorsOf(current.snapshotId(), table::snapshot)) {
            if (snapshot.summary().keySet().stream().anyMatch(key -> key.startsWith(SINK_OFFSETS))) {
                return snapshot.timestampMillis();
            }
        }
        return Long.MAX_VALUE;
    }

    private static int count(Table table) {
        return (int)
                StreamSupport.stream(table.snapshots().spliterator(), false).count();
    }
}
