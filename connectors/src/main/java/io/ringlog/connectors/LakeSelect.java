package io.ringlog.connectors;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.lessThan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.connectors.FilePlan.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** One question to one table, asked twice: of Iceberg to choose files, of DuckDB to choose rows. */
final class LakeSelect {
    private static final int FIRST_SLICE = 16;
    private static final int SLICE_GROWTH = 4;

    private final LakeTable table;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private Expression filter = alwaysTrue();

    LakeSelect(LakeTable table) {
        this.table = table;
    }

    /** A condition on rows, with its values bound; {@code prune} is what it says about files, if anything. */
    void where(@Nullable Expression prune, String condition, Object... values) {
        if (prune != null) {
            filter = and(filter, prune);
        }
        conditions.add(condition);
        parameters.addAll(List.of(values));
    }

    void between(@Nullable Instant since, @Nullable Instant until) {
        String time = table.timeColumn();
        if (since != null) {
            long from = HistoryRows.micros(since);
            where(greaterThanOrEqual(time, from), "epoch_us(\"" + time + "\") >= ?", from);
        }
        if (until != null) {
            long to = HistoryRows.micros(until);
            where(lessThan(time, to), "epoch_us(\"" + time + "\") < ?", to);
        }
    }

    /** All files are read, in one go. */
    List<ObjectNode> run(Reading reading, String order, int limit) {
        FilePlan plan = reading.plan(table, filter);
        return read(reading, plan, plan.files().size(), order, limit);
    }

    /**
     * Newest rows first: reads the files with the newest rows, and older ones only while they could still hold a row of
     * the answer, so that the first page of a long history costs what a short one does.
     */
    List<ObjectNode> newest(Reading reading, int limit) {
        String order = "epoch_ms(\"" + table.timeColumn() + "\") DESC, call_id DESC";
        FilePlan plan = reading.plan(table, filter);
        int all = plan.files().size();
        int slice = Math.min(FIRST_SLICE, all);
        List<ObjectNode> rows = read(reading, plan, slice, order, limit);
        while (slice < all && mayHoldMore(rows, limit, plan.files().get(slice))) {
            slice = Math.min(slice * SLICE_GROWTH, all);
            rows = read(reading, plan, slice, order, limit);
        }
        return rows;
    }

    private boolean mayHoldMore(List<ObjectNode> rows, int limit, Candidate next) {
        return rows.size() < limit
                || rows.getLast().path(table.timeColumn()).longValue() <= TimeUnit.MICROSECONDS.toMillis(next.newest());
    }

    private List<ObjectNode> read(Reading reading, FilePlan plan, int slice, String order, int limit) {
        if (slice == 0) {
            return List.of();
        }
        List<Object> bound = new ArrayList<>();
        bound.add(reading.paths(plan.table().io(), plan.files().subList(0, slice)));
        bound.addAll(parameters);
        bound.add(limit);
        String sql = "SELECT " + HistoryRows.columns(table) + " FROM " + plan.source() + " WHERE "
                + String.join(" AND ", conditions) + " ORDER BY " + order + " LIMIT ?";
        return reading.duck().query(sql, bound, HistoryRows.of(table));
    }

    /** What a question is asked of: the lake for files, copies where they are far away, DuckDB for rows. */
    record Reading(Lake lake, DuckDb duck, LocalCopies copies) {
        FilePlan plan(LakeTable table, Expression filter) {
            return FilePlan.of(lake.table(table), table.timeColumn(), filter);
        }

        List<String> paths(FileIO io, List<Candidate> files) {
            return io instanceof LocalFileIO local
                    ? files.stream()
                            .map(file -> local.path(file.location()).toString())
                            .toList()
                    : copies.of(io, files);
        }
    }
}
