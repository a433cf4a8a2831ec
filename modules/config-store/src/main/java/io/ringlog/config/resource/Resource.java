package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.wire.DirectoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the store must know of one kind of row. Subclasses say only what is special; they hold no state and run inside
 * the transaction they are given.
 */
public abstract class Resource<R extends Record> {

    /** Components the store sets itself. */
    private static final Set<String> OWN = Set.of("id", "accountId");

    private final String name;
    private final String prefix;
    private final Fields<R> fields;
    private final Table<R> table;

    /** @param elsewhere components that are no columns of the table */
    protected Resource(String name, String tableName, String prefix, Class<R> type, Set<String> elsewhere) {
        this.name = name;
        this.prefix = prefix;
        this.fields = Fields.snake(type);
        this.table = new Table<>(tableName, fields, elsewhere);
    }

    /** One word for messages and links: {@code user}. */
    public final String name() {
        return name;
    }

    public final String prefix() {
        return prefix;
    }

    public final Fields<R> fields() {
        return fields;
    }

    public final Table<R> table() {
        return table;
    }

    /** What a component is when a new row does not say. */
    public final Map<String, Object> defaults() {
        return fields.unsaid();
    }

    /** Components that never leave the store. */
    public Set<String> hidden() {
        return Set.of();
    }

    /** Components nobody may write. */
    public Set<String> derived() {
        return OWN;
    }

    /** Components that keep the value they were created with. */
    public Set<String> fixed() {
        return Set.of();
    }

    /** Components the whole platform shares the values of: the platform gives them, no account takes them. */
    public Set<String> fromAbove() {
        return Set.of();
    }

    /** The row as another account has it after a move; empty for rows that stay where they are. */
    public Optional<R> movedTo(String accountId, R row) {
        return Optional.empty();
    }

    /** Names a document may hold that are no components: secrets on their way in. */
    public Set<String> inputs() {
        return Set.of();
    }

    public List<Unique> unique() {
        return List.of();
    }

    /** The components that tell rows of one account apart for a person. */
    public List<String> naturalKey() {
        return unique().getFirst().components();
    }

    /** A few words that tell the row from others of its kind. */
    public String label(R row) {
        return String.valueOf(fields.value(row, naturalKey().getFirst()));
    }

    /** References beside the route targets. */
    protected List<Link> ownLinks() {
        return List.of();
    }

    /** Components that are lists of ids of other rows of the account, with the name of their resource. */
    public Map<String, String> lists() {
        return Map.of();
    }

    /** Everything the row refers to: its own links and every pair of kind and id. */
    public final List<Link> links() {
        List<Link> links = new ArrayList<>(ownLinks());
        for (Field field : fields.all()) {
            if (field.type() == DestKind.class) {
                String id = destId(field);
                Destinations.TABLES.forEach((kind, target) ->
                        links.add(Link.by(id, field.componentName(), kind, target, Link.Sense.LEADS)));
            }
        }
        return links;
    }

    static String destId(Field kind) {
        return kind.componentName().replaceAll("Kind$", "Id");
    }

    /** Does what takes long with what somebody has sent, before a transaction is begun for it. */
    public ObjectNode prepared(ObjectNode document) {
        return document;
    }

    /** Takes secrets and other extra inputs into the components; {@code old} is null for a new row. */
    public void absorb(
            ObjectNode document, @Nullable R old, Map<String, @Nullable Object> values, SecretBox box, Problems p) {}

    /** Checks the row alone. */
    public void check(R row, Problems p) {}

    /** Checks what the table would refuse to write, beside {@link #unique()}. */
    public void beforeWrite(R row, Sql sql, Problems p) {}

    /**
     * Checks the row against others; runs when all rows of the transaction are written but those that have errors of
     * their own.
     */
    public void relate(R row, Unwritten come, Sql sql, Problems p) {}

    /** Who refers to the row in a way no {@link Link} says. */
    public List<FieldError> referrers(R row, Sql sql) {
        return List.of();
    }

    /** The sounds the row names, by field. */
    public Map<String, String> sounds(R row) {
        return Map.of();
    }

    /** Fields of the row that are kept but have no effect in this version. */
    public List<String> inert(R row) {
        return List.of();
    }

    /** What is dialled to come to the row itself. */
    public Optional<String> dialled(R row) {
        return Optional.empty();
    }

    /** Whether a call at the row may take this way out of it. */
    public boolean mayLead(R row, Link link) {
        return true;
    }

    /** The exits, as their fields and the outcomes of flows' nodes are called, that no call takes as the row is. */
    public Set<String> never(R row) {
        return Set.of();
    }

    /** Where a call at the row ends, seen from the row alone. */
    public List<DeadEnd> deadEnds(R row) {
        return List.of();
    }

    /** What edges must know of the row. */
    public List<DirectoryEntry> directory(R row) {
        return List.of();
    }

    /** The row as the brain knows it; empty when it learns of it another way. */
    public Optional<ConfigRow> published(R row) {
        return row instanceof ConfigRow it ? Optional.of(it) : Optional.empty();
    }

    /** Writes components that live in tables of their own. */
    protected void saveParts(R row, Sql sql) {}

    /** Reads components that live in tables of their own. */
    protected Map<String, @Nullable Object> loadParts(String id, Sql sql) {
        return Map.of();
    }

    /** The column that says whose row it is. */
    protected String ownerColumn() {
        return "account_id";
    }

    public final void insert(R row, long at, Sql sql) {
        table.insert(sql, row, at);
        saveParts(row, sql);
    }

    public final void update(R row, String id, long at, Sql sql) {
        table.update(sql, row, id, at);
        saveParts(row, sql);
    }

    /** What ends with a row although nothing refers to it. */
    protected void removed(String id, long at, Sql sql) {}

    public final void remove(String id, long at, Sql sql) {
        table.delete(sql, id);
        removed(id, at, sql);
    }

    /** The row with this id, if it belongs to the account. */
    public final Optional<Stored<R>> find(String accountId, String id, Sql sql) {
        return sql.first("SELECT * FROM " + table.name() + " WHERE id = ? AND " + ownerColumn() + " = ?", id, accountId)
                .map(row -> load(row, sql));
    }

    /** Rows of an account after an id, in id order, where every named column has its value. */
    public final List<Stored<R>> list(String accountId, String after, int limit, Map<String, String> where, Sql sql) {
        List<@Nullable Object> values = new ArrayList<>(List.of(accountId, after));
        StringBuilder text = new StringBuilder("SELECT * FROM " + table.name() + " WHERE " + ownerColumn() + " = ?");
        text.append(" AND id > ?");
        where.forEach((column, value) -> {
            text.append(" AND ")
                    .append(fields.named(column).orElseThrow().name())
                    .append(" = ?");
            values.add(fields.named(column).orElseThrow().type() == boolean.class ? truth(value) : value);
        });
        values.add(limit);
        return sql.rows(text + " ORDER BY id LIMIT ?", values.toArray()).stream()
                .map(row -> load(row, sql))
                .toList();
    }

    private static String truth(String word) {
        return switch (word) {
            case "true" -> "1";
            case "false" -> "0";
            default -> word;
        };
    }

    protected final Stored<R> load(Row row, Sql sql) {
        return table.read(row, loadParts(row.text("id"), sql));
    }
}
