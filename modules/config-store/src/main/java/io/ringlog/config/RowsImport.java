package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind on their way into an account, all of them or none. A row is found again by its id, or without one by
 * its natural key; what is named by {@code x} instead of {@code x_id} is looked up; what is not said stays as it is.
 */
public final class RowsImport<R extends Record> {

    /** What became of a row. */
    public enum Action {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /** One row of the import, in its order. */
    public record Line(String id, String name, Action action) {}

    /**
     * What comes.
     *
     * @param mayGive whether it may say what is given from above
     */
    public record Order(List<ObjectNode> rows, boolean mayGive) {
        public Order {
            rows = List.copyOf(rows);
        }
    }

    private static final List<String> BOOKKEEPING = List.of("created_at", "updated_at", "warnings");

    private final ConfigStore store;
    private final Changes changes;
    private final Resource<R> resource;
    private final String accountId;
    private final Sql sql;
    private final FileNames names;
    private final Set<String> written = new HashSet<>();
    private final List<Line> lines = new ArrayList<>();

    RowsImport(ConfigStore store, Changes changes, Resource<R> resource, String accountId) {
        this.store = store;
        this.changes = changes;
        this.resource = resource;
        this.accountId = accountId;
        this.sql = changes.sql();
        this.names = new FileNames(sql, changes.unwritten());
    }

    List<Line> run(Order order) {
        Problems problems = changes.problems();
        for (int i = 0; i < order.rows().size(); i++) {
            ObjectNode document = order.rows().get(i).deepCopy();
            var item = new FileItem<>(resource, document, problems.at("rows", i), false);
            item.belongsTo(accountId, "");
            names.resolve(item);
            write(item, order.mayGive());
        }
        changes.finish();
        return lines;
    }

    private void write(FileItem<R> item, boolean mayGive) {
        ObjectNode document = item.document();
        Problems p = item.problems();
        int before = p.count();
        JsonNode owner = document.remove("account_id");
        p.require(
                owner == null || owner.isNull() || owner.asText().equals(accountId),
                "account_id",
                "config.read-only",
                "is another account");
        BOOKKEEPING.forEach(document::remove);
        Optional<Stored<R>> old = known(item);
        refuseStale(document.remove("version"), old, p);
        if (!mayGive) {
            refuseGiven(document, old, p);
        }
        if (p.count() > before) {
            return;
        }
        if (!written.add(item.id())) {
            p.add(item.nameField(), "config.twice", "comes twice");
            return;
        }
        Optional<R> row = old.isPresent()
                ? changes.update(resource, old.get(), Edit.merge(document), p)
                : changes.create(resource, ConfigStore.owned(item.id(), accountId), document, p);
        row.ifPresent(it -> lines.add(new Line(item.id(), resource.label(it), action(old, it))));
    }

    private Optional<Stored<R>> known(FileItem<R> item) {
        String id = FileNames.text(item.document().remove("id"));
        if (id == null) {
            normalise(item.document());
            item.id(names.id(item, () -> store.newId(resource)));
            return resource.find(accountId, item.id(), sql);
        }
        item.id(id);
        Optional<Stored<R>> row = resource.find(accountId, id, sql);
        item.problems()
                .require(
                        row.isPresent(),
                        "id",
                        "config.dest-not-found",
                        "there is no " + resource.name() + " " + id + " in this account: a new row has none");
        return row;
    }

    /** A key as the row will have it, so that it is found. */
    private static void normalise(ObjectNode document) {
        if (document.path("e164").asText().startsWith("+")) {
            document.put("e164", document.path("e164").asText().substring(1));
        }
        if (document.path("realm").isTextual()) {
            document.put("realm", document.path("realm").asText().toLowerCase(Locale.ROOT));
        }
    }

    private void refuseStale(JsonNode version, Optional<Stored<R>> old, Problems p) {
        boolean same = version == null
                || version.isNull()
                || old.map(it -> version.asText().equals(String.valueOf(it.version())))
                        .orElse(false);
        p.require(same, "version", "config.stale", "was changed since it was read, or is a new row");
    }

    private void refuseGiven(ObjectNode document, Optional<Stored<R>> old, Problems p) {
        for (String component : resource.fromAbove()) {
            String field = resource.fields().component(component).name();
            JsonNode given = document.get(field);
            boolean asItIs = old.map(it -> Forms.write(resource.fields().value(it.row(), component)))
                    .map(kept -> isSame(given, kept))
                    .orElseGet(() -> given != null && (given.isNull() || (given.isArray() && given.isEmpty())));
            p.require(given == null || asItIs, field, "config.set-from-above", "is set from above the account");
        }
    }

    /** A boolean may come as 0 or 1. */
    private static boolean isSame(@Nullable JsonNode given, JsonNode kept) {
        return kept.equals(given)
                || (given != null && kept.isBoolean() && given.isInt() && given.asBoolean() == kept.asBoolean());
    }

    private Action action(Optional<Stored<R>> old, R now) {
        return old.map(it -> it.row().equals(now) ? Action.UNCHANGED : Action.CHANGED)
                .orElse(Action.CREATED);
    }
}
