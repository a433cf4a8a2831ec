package io.ringlog.config.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditEntry.Change;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Forms;
import io.ringlog.config.resource.Resource;
import io.ringlog.kernel.Ids;
import io.ringlog.wire.Json;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes the changes of one transaction. */
public final class AuditWriter {

    /** Characters of a value; the rest of a longer one is left out. */
    static final int LONGEST = 2_000;

    private static final int MOST_FORGOTTEN = 1_000;
    private static final String KEY = "key:";
    private static final String PERSON = "person:";
    private static final Set<String> NOT_TOLD = Set.of("id");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;
    private final String actor;
    private final Instant at;
    private final @Nullable String actorName;

    public AuditWriter(Sql sql, String actor, Instant at) {
        this.sql = sql;
        this.actor = actor;
        this.at = at;
        this.actorName = nameOf(actor);
    }

    private @Nullable String nameOf(String whose) {
        String id = whose.substring(whose.indexOf(':') + 1);
        if (whose.startsWith(KEY)) {
            return named("SELECT name FROM api_key WHERE id = ?", id);
        }
        return whose.startsWith(PERSON) ? named("SELECT email AS name FROM person WHERE id = ?", id) : null;
    }

    private @Nullable String named(String text, String id) {
        return sql.first(text, id).map(row -> row.text("name")).orElse(null);
    }

    /** @param old null for a new row @param now null for one that is gone */
    public <R extends Record> void row(
            Action action, Resource<R> resource, String account, @Nullable R old, @Nullable R now) {
        R row = Objects.requireNonNull(now == null ? old : now);
        String id = (String) Objects.requireNonNull(resource.fields().value(row, "id"));
        note(action, resource.name(), account, id, resource.label(row), differences(resource, old, now));
    }

    /** Something that is no row of a resource, or one that is only published. */
    public void note(Action action, String resource, String account, String id, String name, List<Change> changes) {
        sql.run(
                "INSERT INTO audit (id, account_id, at, actor, actor_name, action, resource, row_id, row_name, changes)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                Ids.next("aud", at, RANDOM),
                account,
                at.toEpochMilli(),
                actor,
                actorName,
                action.name().toLowerCase(Locale.ROOT),
                resource,
                id,
                name,
                json(changes));
    }

    /** Lets go what is older, a piece with each transaction. */
    public void forget(Duration kept) {
        sql.run(
                "DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE at < ? ORDER BY at LIMIT ?)",
                at.minus(kept).toEpochMilli(),
                MOST_FORGOTTEN);
    }

    private static <R extends Record> List<Change> differences(Resource<R> resource, @Nullable R old, @Nullable R now) {
        List<Change> changes = new ArrayList<>();
        for (Field field : resource.fields().all()) {
            Object before = old == null ? null : field.value(old);
            Object after = now == null ? null : field.value(now);
            if (!NOT_TOLD.contains(field.componentName()) && !Objects.equals(before, after)) {
                boolean secret = resource.hidden().contains(field.componentName());
                changes.add(
                        secret
                                ? new Change(field.name(), null, null, true)
                                : new Change(field.name(), text(before), text(after), false));
            }
        }
        return changes;
    }

    private static @Nullable String text(@Nullable Object value) {
        JsonNode json = Forms.write(value);
        if (json.isNull()) {
            return null;
        }
        String text = json.isTextual() ? json.textValue() : json.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    private static String json(List<Change> changes) {
        ArrayNode all = Json.mapper().createArrayNode();
        changes.forEach(it -> all.addObject()
                .put("field", it.field())
                .put("from", it.from())
                .put("to", it.to())
                .put("secret", it.secret()));
        return all.toString();
    }
}
