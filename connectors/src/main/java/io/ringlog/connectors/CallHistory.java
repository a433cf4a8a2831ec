package io.ringlog.connectors;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;
import static org.apache.iceberg.expressions.Expressions.lessThanOrEqual;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/**
 * Past calls, their events and the archived journal, read from the lake's own files: Iceberg says which files can hold
 * the answer, DuckDB reads them. It sees what the sink has committed, and live calls are not its business.
 */
public final class CallHistory implements AutoCloseable {
    private final Lake lake;
    private final DuckDb duck;

    private CallHistory(Lake lake, DuckDb duck) {
        this.lake = lake;
        this.duck = duck;
    }

    /** Reads the lake; closing the history leaves the lake open. */
    public static CallHistory open(Lake lake) {
        return new CallHistory(lake, DuckDb.open());
    }

    /** Calls by start, newest first; a cursor stays good while calls keep coming in. */
    public Page<CdrRow> calls(CallQuery query) {
        Select select = new Select(LakeTable.CDR);
        select.where(in("account_id", query.accounts()), "list_contains(?, account_id)", query.accounts());
        select.between(query.since(), query.until());
        String position = query.cursor();
        if (position != null) {
            Cursor cursor = Cursor.parse(position);
            select.where(
                    lessThanOrEqual("start_ts", cursor.at()),
                    "(epoch_us(start_ts), call_id) < (?, ?)",
                    cursor.at(),
                    cursor.tie());
        }
        List<CdrRow> rows =
                select.run(duck, lake, "epoch_us(start_ts) DESC, call_id DESC", query.limit() + 1, HistoryRows::cdr);
        return page(rows, query.limit(), row -> new Cursor(HistoryRows.micros(row.startTs()), row.callId()));
    }

    /** One call of one account; another account's call is as absent as one that never was. */
    public Optional<CdrRow> call(String account, String callId) {
        return ofCall(LakeTable.CDR, account, callId)
                .run(duck, lake, "epoch_us(end_ts) DESC", 1, HistoryRows::cdr)
                .stream()
                .findFirst();
    }

    /** What happened in one call, in order. */
    public List<CallEventRow> events(String account, String callId) {
        return ofCall(LakeTable.CALL_EVENTS, account, callId)
                .run(duck, lake, "seq", CallQuery.LARGEST_PAGE, HistoryRows::callEvent);
    }

    /** Archived journal records of one account in the order of the journal. */
    public Page<JournalRow> journal(JournalQuery query) {
        Select select = new Select(LakeTable.JOURNAL);
        select.where(equal("account_id", query.account()), "account_id = ?", query.account());
        select.between(query.since(), query.until());
        String call = query.callId();
        if (call != null) {
            select.where(equal("call_id", call), "call_id = ?", call);
        }
        String position = query.cursor();
        if (position != null) {
            select.where(null, "\"offset\" > ?", Cursor.parse(position).at());
        }
        // an account lives in one partition, so its offsets are its order
        List<JournalRow> rows = select.run(duck, lake, "\"offset\"", query.limit() + 1, HistoryRows::journal);
        return page(rows, query.limit(), row -> new Cursor(row.offset(), ""));
    }

    @Override
    public void close() {
        duck.close();
    }

    private static Select ofCall(LakeTable table, String account, String callId) {
        Select select = new Select(table);
        select.where(equal("account_id", account), "account_id = ?", account);
        select.where(equal("call_id", callId), "call_id = ?", callId);
        return select;
    }

    private static <T> Page<T> page(List<T> rows, int limit, Function<T, Cursor> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> page = rows.subList(0, limit);
        return new Page<>(page, position.apply(page.getLast()).text());
    }

    /** One question, asked twice: of Iceberg to choose files, of DuckDB to choose rows. */
    private static final class Select {
        private final LakeTable table;
        private final List<String> conditions = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();
        private Expression filter = alwaysTrue();

        Select(LakeTable table) {
            this.table = table;
        }

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
                where(greaterThanOrEqual(time, from), "epoch_us(" + time + ") >= ?", from);
            }
            if (until != null) {
                long to = HistoryRows.micros(until);
                where(lessThan(time, to), "epoch_us(" + time + ") < ?", to);
            }
        }

        <T> List<T> run(DuckDb duck, Lake lake, String order, int limit, DuckDb.RowReader<T> reader) {
            FilePlan plan = FilePlan.of(lake.table(table), filter);
            if (plan.isEmpty()) {
                return List.of();
            }
            List<Object> bound = new ArrayList<>();
            bound.add(plan.files());
            bound.addAll(parameters);
            bound.add(limit);
            String sql = "SELECT " + HistoryRows.columns(table) + " FROM " + plan.source() + " WHERE "
                    + String.join(" AND ", conditions) + " ORDER BY " + order + " LIMIT ?";
            return duck.query(sql, bound, reader);
        }
    }
}
