package io.ringlog.connectors;

import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThanOrEqual;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Past calls, their events and the archived journal, read from the lake's own files: Iceberg says which files can hold
 * the answer, DuckDB reads them (a copy, where the warehouse is an object store). It sees what the sink has committed;
 * live calls are not its business.
 */
public final class CallHistory implements AutoCloseable {
    private final LakeSelect.Reading reading;

    private CallHistory(LakeSelect.Reading reading) {
        this.reading = reading;
    }

    /**
     * Reads the lake; closing the history leaves the lake open.
     *
     * @param copies a folder of this process alone, for copies of files that are far away; it is made when it is needed
     */
    public static CallHistory open(Lake lake, Path copies) {
        return new CallHistory(new LakeSelect.Reading(lake, DuckDb.open(), LocalCopies.in(copies)));
    }

    /** Calls by start, newest first, as their topic had them; a cursor stays good while calls keep coming in. */
    public Page<ObjectNode> calls(CallQuery query) {
        LakeSelect select = new LakeSelect(LakeTable.CDR);
        select.where(in("account_id", query.accounts()), "list_contains(?, account_id)", query.accounts());
        select.between(query.since(), query.until());
        CallConditions.add(query.matching(), select);
        String position = query.cursor();
        if (position != null) {
            Cursor cursor = Cursor.parse(position);
            select.where(
                    lessThanOrEqual("start_ts", TimeUnit.MILLISECONDS.toMicros(cursor.at() + 1)),
                    "(epoch_ms(start_ts), call_id) < (?, ?)",
                    cursor.at(),
                    cursor.tie());
        }
        List<ObjectNode> rows = select.newest(reading, query.limit() + 1);
        return page(
                rows,
                query.limit(),
                row -> new Cursor(
                        row.path("start_ts").longValue(), row.path("call_id").textValue()));
    }

    /** One call of one account; another account's call is as absent as one that never was. */
    public Optional<ObjectNode> call(String account, String callId) {
        return ofCall(LakeTable.CDR, account, callId).run(reading, "epoch_us(end_ts) DESC", 1).stream()
                .findFirst();
    }

    /** What happened in one call, in order, as the events topic had it. */
    public List<ObjectNode> events(String account, String callId) {
        return ofCall(LakeTable.CALL_EVENTS, account, callId).run(reading, "seq", CallQuery.LARGEST_PAGE).stream()
                .map(EventRow::record)
                .toList();
    }

    /** Archived journal records of one account in the order of the journal. */
    public Page<ObjectNode> journal(JournalQuery query) {
        LakeSelect select = new LakeSelect(LakeTable.JOURNAL);
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
        List<ObjectNode> rows = select.run(reading, "\"offset\"", query.limit() + 1);
        return page(rows, query.limit(), row -> new Cursor(row.path("offset").longValue(), ""));
    }

    @Override
    public void close() {
        reading.duck().close();
    }

    private static LakeSelect ofCall(LakeTable table, String account, String callId) {
        LakeSelect select = new LakeSelect(table);
        select.where(equal("account_id", account), "account_id = ?", account);
        select.where(equal("call_id", callId), "call_id = ?", callId);
        return select;
    }

    private static Page<ObjectNode> page(List<ObjectNode> rows, int limit, Function<ObjectNode, Cursor> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<ObjectNode> page = rows.subList(0, limit);
        return new Page<>(page, position.apply(page.getLast()).text());
    }
}
