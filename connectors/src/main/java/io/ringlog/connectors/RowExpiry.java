package io.ringlog.connectors;

import static org.apache.iceberg.expressions.Expressions.lessThan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;

/** Lets the rows of whole days go; their files follow with the last snapshot that names them. */
final class RowExpiry {
    private static final String DELETED = "deleted-records";

    private RowExpiry() {}

    /** How many rows went. A day (UTC) goes when its last instant is before {@code before}: no file is cut in two. */
    static long run(Table table, LakeTable which, Instant before) {
        Snapshot current = table.currentSnapshot();
        if (current == null) {
            return 0;
        }
        long day = HistoryRows.micros(before.truncatedTo(ChronoUnit.DAYS));
        var older = lessThan(which.timeColumn(), day);
        if (!holdsAny(table, older)) {
            return 0;
        }
        table.newDelete().deleteFromRowFilter(older).commit();
        table.refresh();
        return Long.parseLong(table.currentSnapshot().summary().getOrDefault(DELETED, "0"));
    }

    /** A commit that deletes nothing would still be a snapshot. */
    private static boolean holdsAny(Table table, Expression older) {
        try (var files = table.newScan().filter(older).planFiles()) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + table.name() + " could not be listed", e);
        }
    }
}
