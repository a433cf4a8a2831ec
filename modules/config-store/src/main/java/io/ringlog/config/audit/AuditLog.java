package io.ringlog.config.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditEntry.Change;
import io.ringlog.config.db.Database;
import io.ringlog.config.db.Row;
import io.ringlog.config.resource.Page;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what was noted of changes. */
public final class AuditLog {

    /**
     * Which entries, the newest first; null asks for nothing.
     *
     * @param since epoch milliseconds, {@code until} those before
     * @param after id of the last entry of the page before
     */
    public record Query(
            @Nullable String resource,
            @Nullable String rowId,
            @Nullable String actor,
            @Nullable Action action,
            @Nullable Long since,
            @Nullable Long until,
            @Nullable String after,
            int limit) {}

    private final Database database;

    public AuditLog(Database database) {
        this.database = database;
    }

    public Page<AuditEntry> list(String accountId, Query query) {
        List<@Nullable Object> values = new ArrayList<>(List.of(accountId));
        StringBuilder text = new StringBuilder("SELECT * FROM audit WHERE account_id = ?");
        and(text, values, "resource = ?", query.resource());
        and(text, values, "row_id = ?", query.rowId());
        and(text, values, "actor = ?", query.actor());
        Action action = query.action();
        and(text, values, "action = ?", action == null ? null : action.name().toLowerCase(Locale.ROOT));
        and(text, values, "at >= ?", query.since());
        and(text, values, "at < ?", query.until());
        and(text, values, "seq < (SELECT seq FROM audit WHERE id = ?)", query.after());
        values.add(query.limit() + 1);
        List<AuditEntry> rows =
                database.read(sql -> sql.rows(text + " ORDER BY seq DESC LIMIT ?", values.toArray())).stream()
                        .map(AuditLog::entry)
                        .toList();
        return rows.size() > query.limit()
                ? new Page<>(
                        rows.subList(0, query.limit()),
                        rows.get(query.limit() - 1).id())
                : new Page<>(rows, null);
    }

    private static void and(
            StringBuilder text, List<@Nullable Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            text.append(" AND ").append(condition);
            values.add(value);
        }
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.text("id"),
                row.text("account_id"),
                row.integer("at"),
                row.text("actor"),
                row.textOrNull("actor_name"),
                Action.valueOf(row.text("action").toUpperCase(Locale.ROOT)),
                row.text("resource"),
                row.text("row_id"),
                row.text("row_name"),
                changes(row.text("changes")));
    }

    private static List<Change> changes(String text) {
        try {
            return Json.mapper()
                    .readTree(text)
                    .valueStream()
                    .map(it -> new Change(
                            it.path("field").asText(),
                            it.path("from").textValue(),
                            it.path("to").textValue(),
                            it.path("secret").asBoolean()))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("noted changes are broken", e);
        }
    }
}
