package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.audit.AuditWriter;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Forms;
import io.ringlog.config.outbox.Outbox;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.References;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.RowChecks;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.resource.UnroutedTargets;
import io.ringlog.config.resource.Unwritten;
import io.ringlog.config.secret.ApiKeys;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one transaction: each is checked alone and written with its outbox record at once; what rows refer to
 * is checked in {@link #finish}, when all of them are there.
 */
final class Changes {

    private static final Set<String> BOOKKEEPING =
            Set.of("version", "created_at", "updated_at", "warnings", Inheritance.INHERITED);

    private final Sql sql;
    private final SecretBox box;
    private final MediaLibrary sounds;
    private final Instant at;
    private final Outbox outbox;
    private final AuditWriter audit;
    private final FlowTestRuns tests;
    private final Problems problems = new Problems();
    private final List<Runnable> references = new ArrayList<>();
    private final List<Runnable> relations = new ArrayList<>();
    private final Unwritten unwritten = new Unwritten();

    Changes(Sql sql, ConfigStore store, String actor, FlowTestRuns tests) {
        this.sql = sql;
        this.tests = tests;
        this.box = store.secrets();
        this.sounds = store.sounds();
        this.at = store.clock().instant();
        this.outbox = new Outbox(sql, actor, at);
        this.audit = new AuditWriter(sql, actor, at);
        audit.forget(store.auditKept());
    }

    Problems problems() {
        return problems;
    }

    Sql sql() {
        return sql;
    }

    Outbox outbox() {
        return outbox;
    }

    AuditWriter audit() {
        return audit;
    }

    Instant at() {
        return at;
    }

    /** What was tested of the flows that are published. */
    FlowTestRuns tests() {
        return tests;
    }

    /** A new row; {@code given} are the components the store sets, the id among them. Empty when fields are wrong. */
    <R extends Record> Optional<R> create(
            Resource<R> resource, Map<String, @Nullable Object> given, ObjectNode document, Problems p) {
        Map<String, @Nullable Object> values = new HashMap<>(resource.defaults());
        values.putAll(given);
        Set<String> others = new HashSet<>(resource.inputs());
        others.addAll(derivedNames(resource));
        refuseDerived(resource, document, values, p);
        boolean isAccount = resource.equals(Resources.ACCOUNTS);
        ObjectNode said = isAccount ? Inheritance.created(given.get("parentId"), document) : document;
        return assemble(resource, said, null, values, others, p).map(row -> {
            resource.insert(row, at.getEpochSecond(), sql);
            if (row instanceof Account account) {
                Inheritance.note(account, Edit.merge(said), sql);
            }
            written(resource, null, row, p);
            audit.row(Action.CREATED, resource, above(resource, row), null, row);
            return row;
        });
    }

    /** Changes a row; writes nothing when it already is what the document says. Empty when fields are wrong. */
    <R extends Record> Optional<R> update(Resource<R> resource, Stored<R> old, Edit given, Problems p) {
        Edit edit = old.row() instanceof Account it ? Inheritance.asked(it, given) : given;
        Map<String, @Nullable Object> values = resource.fields().values(old.row());
        if (edit.replace()) {
            resource.fields().all().stream()
                    .map(Field::componentName)
                    .filter(it -> !resource.derived().contains(it)
                            && !resource.hidden().contains(it))
                    .forEach(it -> values.put(it, resource.defaults().get(it)));
        }
        Set<String> others = new HashSet<>(resource.inputs());
        others.addAll(derivedNames(resource));
        others.addAll(BOOKKEEPING);
        refuseDerived(resource, edit.document(), values, p);
        refuseBookkeeping(old, edit.document(), p);
        ObjectNode said = old.row() instanceof Account it ? Inheritance.changed(it, edit, sql) : edit.document();
        return assemble(resource, said, old.row(), values, others, p).map(row -> {
            if (row instanceof Account account) {
                Inheritance.note(account, edit, sql);
            }
            if (!row.equals(old.row())) {
                resource.update(row, idOf(resource, row), at.getEpochSecond(), sql);
                written(resource, old.row(), row, p);
                audit.row(Action.CHANGED, resource, ownerOf(resource, row), old.row(), row);
                handDown(old.row(), row);
            }
            if (old.row() instanceof Account before
                    && row instanceof Account now
                    && Inheritance.isHandedDown(before, now)) {
                Inheritance.handDown(now, this);
            }
            return row;
        });
    }

    /** An account as one above it has made it; nothing is written when that is as it was. */
    void follows(Stored<Account> old, Account now) {
        if (!now.equals(old.row())) {
            Resources.ACCOUNTS.update(now, now.id(), at.getEpochSecond(), sql);
            written(Resources.ACCOUNTS, old.row(), now, problems);
            audit.row(Action.CHANGED, Resources.ACCOUNTS, now.id(), old.row(), now);
        }
    }

    /** A ceiling that begins or ceases to count is told to all accounts below, none of which has changed itself. */
    private void handDown(Record before, Record after) {
        if (before instanceof Account old
                && after instanceof Account now
                && (old.maxChannels() == null) != (now.maxChannels() == null)) {
            Resources.under(now, sql).forEach(row -> repeat(Resources.ACCOUNTS, row));
        }
    }

    <R extends Record> void delete(Resource<R> resource, R row) {
        String id = idOf(resource, row);
        List<FieldError> referrers = new ArrayList<>(References.to(resource, ownerOf(resource, row), id, sql));
        referrers.addAll(resource.referrers(row, sql));
        if (!referrers.isEmpty()) {
            throw ConfigRefused.inUse(referrers);
        }
        gone(resource, row, id);
    }

    /** Gives a row nobody refers to to another account; its log goes on there. */
    <R extends Record> void move(Resource<R> resource, R row, R moved, Problems p) {
        String id = idOf(resource, row);
        List<FieldError> referrers = References.to(resource, ownerOf(resource, row), id, sql);
        if (!referrers.isEmpty()) {
            throw ConfigRefused.inUse(referrers);
        }
        int before = p.count();
        RowChecks.check(resource, moved, sql, p);
        if (p.count() == before) {
            outbox.removed(ownerOf(resource, row), id);
            resource.update(moved, id, at.getEpochSecond(), sql);
            written(resource, row, moved, p);
            List.of(row, moved).forEach(it -> audit.row(Action.MOVED, resource, ownerOf(resource, it), row, moved));
        }
    }

    /** Removes a row that the others of the transaction may still let go; who does not is named in the end. */
    <R extends Record> void prune(Resource<R> resource, R row, Problems p) {
        String id = idOf(resource, row);
        gone(resource, row, id);
        references.add(() -> {
            List<FieldError> left = new ArrayList<>(References.to(resource, ownerOf(resource, row), id, sql));
            left.addAll(resource.referrers(row, sql));
            left.forEach(it -> p.add("", it.code(), resource.name() + " " + resource.label(row) + " " + it.message()));
        });
    }

    private <R extends Record> void gone(Resource<R> resource, R row, String id) {
        resource.remove(id, at.getEpochSecond(), sql);
        outbox.directory(ownerOf(resource, row), resource.directory(row), List.of());
        outbox.removed(ownerOf(resource, row), id);
        audit.row(Action.REMOVED, resource, above(resource, row), row, null);
    }

    /** Says again what a row is, to a log that has not heard of it. */
    <R extends Record> void repeat(Resource<R> resource, R row) {
        resource.published(row).ifPresent(outbox::saved);
        if (row instanceof FlowRow flow) {
            FlowVersions.repeat(this, flow);
        }
        outbox.directory(ownerOf(resource, row), List.of(), resource.directory(row));
    }

    /** Runs a check when all rows of the transaction are written. */
    void later(Runnable check) {
        relations.add(check);
    }

    /** The rows that are not written because they have errors. */
    Unwritten unwritten() {
        return unwritten;
    }

    /** Checks what the rows refer to, and ends the transaction when anything was wrong. */
    void finish() {
        references.forEach(Runnable::run);
        relations.forEach(Runnable::run);
        tests.finish();
        problems.throwIfAny();
    }

    static <R extends Record> String idOf(Resource<R> resource, R row) {
        return (String) Objects.requireNonNull(resource.fields().value(row, "id"));
    }

    /** The account a row belongs to; an account belongs to itself. */
    static <R extends Record> String ownerOf(Resource<R> resource, R row) {
        boolean owned = resource.fields().named("account_id").isPresent();
        return owned ? (String) Objects.requireNonNull(resource.fields().value(row, "accountId")) : idOf(resource, row);
    }

    /** Whose it is that a row comes and goes: that of an account whoever is above it. */
    private static <R extends Record> String above(Resource<R> resource, R row) {
        if (row instanceof Account account) {
            String parent = account.parentId();
            return parent == null ? ApiKeys.PLATFORM : parent;
        }
        return ownerOf(resource, row);
    }

    private <R extends Record> Optional<R> assemble(
            Resource<R> resource,
            ObjectNode document,
            @Nullable R old,
            Map<String, @Nullable Object> values,
            Set<String> others,
            Problems p) {
        int before = p.count();
        Map<String, @Nullable Object> read = resource.fields().read(document, others, p);
        if (old != null) {
            refuseFixed(resource, old, read, p);
        }
        values.putAll(read);
        resource.absorb(document, old, values, box, p);
        R row = resource.fields().draft(values, p.beside(before));
        RowChecks.check(resource, row, sql, p.besideChoices(before));
        if (p.count() == before) {
            return Optional.of(row);
        }
        unwritten.add(resource, ownerOf(resource, row), idOf(resource, row));
        relate(resource, row, ownerOf(resource, row), p.beside(before));
        return Optional.empty();
    }

    private <R extends Record> void written(Resource<R> resource, @Nullable R old, R row, Problems p) {
        String owner = ownerOf(resource, row);
        resource.published(row).ifPresent(outbox::saved);
        outbox.directory(owner, old == null ? List.of() : resource.directory(old), resource.directory(row));
        later(() -> UnroutedTargets.concerned(old, row, sql).forEach(below -> repeat(Resources.ACCOUNTS, below)));
        relate(resource, row, owner, p);
    }

    private <R extends Record> void relate(Resource<R> resource, R row, String owner, Problems p) {
        references.add(() -> References.check(resource, row, owner, unwritten, sql, p));
        resource.sounds(row)
                .forEach((field, id) -> sounds.fault(owner, id)
                        .ifPresent(why -> p.add(field, "config.media-not-found", "cannot be played: " + why)));
        relations.add(() -> resource.relate(row, unwritten, sql, p));
    }

    private static <R extends Record> void refuseFixed(
            Resource<R> resource, R old, Map<String, @Nullable Object> read, Problems p) {
        for (String component : resource.fixed()) {
            boolean kept = !read.containsKey(component)
                    || Objects.equals(read.get(component), resource.fields().value(old, component));
            String field = resource.fields().component(component).name();
            p.require(kept, field, "config.fixed", "cannot be changed: remove the row and create another");
        }
    }

    private static void refuseDerived(
            Resource<?> resource, ObjectNode document, Map<String, @Nullable Object> values, Problems p) {
        for (String component : resource.derived()) {
            String field = resource.fields().component(component).name();
            JsonNode given = document.get(field);
            boolean same = given == null || given.equals(Forms.write(values.get(component)));
            p.require(same, field, "config.read-only", "is set by the platform");
        }
    }

    private static void refuseBookkeeping(Stored<?> old, ObjectNode document, Problems p) {
        Map<String, Long> known =
                Map.of("version", old.version(), "created_at", old.createdAt(), "updated_at", old.updatedAt());
        known.forEach((field, value) -> p.require(
                !document.has(field) || document.get(field).asLong() == value,
                field,
                "config.read-only",
                "is set by the platform"));
    }

    private static Set<String> derivedNames(Resource<?> resource) {
        Set<String> names = new HashSet<>();
        resource.derived()
                .forEach(it -> names.add(resource.fields().component(it).name()));
        return names;
    }
}
