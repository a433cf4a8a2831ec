package io.ringlog.connectors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Turns result rows into records; times travel as microseconds, so that no session time zone touches them. */
final class HistoryRows {
    private HistoryRows() {}

    /** The select list of a table: every column under its own name. */
    static String columns(LakeTable table) {
        return table.schema().columns().stream().map(HistoryRows::column).collect(Collectors.joining(", "));
    }

    static CdrRow cdr(ResultSet row) throws SQLException {
        return new CdrRow(
                row.getString("call_id"),
                row.getString("account_id"),
                row.getString("direction"),
                row.getString("from_num"),
                row.getString("to_num"),
                instant(row.getLong("start_ts")),
                instant(row, "answer_ts"),
                instant(row, "end_ts"),
                integer(row, "duration_sec"),
                integer(row, "billsec"),
                row.getObject("answered") instanceof Boolean answered ? answered : null,
                row.getString("disposition"),
                row.getString("hangup_cause"),
                row.getString("refusal_code"),
                row.getString("queue_id"),
                row.getString("agent_id"),
                row.getString("correlation_id"),
                row.getString("edge_id"),
                row.getString("flow_id"),
                integer(row, "flow_version"),
                row.getObject("cost_micros") instanceof Long cost ? cost : null);
    }

    static CallEventRow callEvent(ResultSet row) throws SQLException {
        return new CallEventRow(
                row.getString("call_id"),
                row.getString("account_id"),
                row.getInt("seq"),
                instant(row.getLong("ts")),
                row.getString("type"),
                row.getString("event_id"),
                row.getString("causation_id"),
                row.getString("data"),
                row.getString("because"),
                row.getString("brain_version"),
                row.getString("rule"));
    }

    static JournalRow journal(ResultSet row) throws SQLException {
        return new JournalRow(
                row.getString("account_id"),
                row.getInt("partition"),
                row.getLong("offset"),
                instant(row.getLong("ts")),
                row.getString("type"),
                row.getString("record_id"),
                row.getString("call_id"),
                row.getString("payload"));
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static String column(NestedField field) {
        String name = '"' + field.name() + '"';
        return field.type().typeId() == Type.TypeID.TIMESTAMP ? "epoch_us(" + name + ") AS " + name : name;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof Long micros ? instant(micros) : null;
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        return row.getObject(column) instanceof Integer value ? value : null;
    }
}
