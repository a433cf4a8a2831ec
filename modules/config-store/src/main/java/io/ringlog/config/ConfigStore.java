package io.ringlog.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.audit.AuditLog;
import io.ringlog.config.db.Database;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.reach.DeadEnds;
import io.ringlog.config.reach.Reach;
import io.ringlog.config.reach.ReachGraph;
import io.ringlog.config.reach.Sheet;
import io.ringlog.config.resource.Page;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.config.resource.UnroutedTargets;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.Account;
import io.ringlog.kernel.Ids;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one way to write configuration: every method is one transaction that keeps all of its rules or changes nothing
 * (it then throws {@link ConfigRefused}). A row of another account does not exist for the caller.
 */
public final class ConfigStore implements AutoCloseable {

    private static final String PLATFORM = "ringlog";

    private final Database database;
    private final SecretBox box;
    private final Clock clock;
    private final MediaLibrary sounds;
    private final SecureRandom random = new SecureRandom();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Duration auditKept = Duration.ofDays(365);

    private ConfigStore(Database database, SecretBox box, Clock clock, MediaLibrary sounds) {
        this.database = database;
        this.box = box;
        this.clock = clock;
        this.sounds = sounds;
    }

    /** Opens or creates the database file; the key file stays apart from it, readable by its owner alone. */
    public static ConfigStore open(Path file, Path keyset, Clock clock, MediaLibrary sounds) {
        SecretBox box = SecretBox.open(keyset);
        return new ConfigStore(Database.open(file), box, clock, sounds);
    }

    MediaLibrary sounds() {
        return sounds;
    }

    /** How long it is known who changed what, a year when nobody says. */
    public void keepAudit(Duration kept) {
        auditKept = kept;
    }

    Duration auditKept() {
        return auditKept;
    }

    /** Who changed what. */
    public AuditLog audit() {
        return new AuditLog(database);
    }

    /** {@code listener} is called after each commit, on the thread that wrote. */
    public void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    public SecretBox secrets() {
        return box;
    }

    public Database database() {
        return database;
    }

    public Clock clock() {
        return clock;
    }

    /**
     * Names the log that changes go into from now on. A log that is younger than the configuration, or another one, is
     * told every row as it is now; returns whether that was so.
     */
    public boolean publishInto(String log) {
        return write(PLATFORM, changes -> Republication.into(log, changes));
    }

    /** Notes that this is the configuration of a backup. */
    public void restored() {
        database.write(sql -> {
            Republication.restored(sql);
            return sql;
        });
    }

    /** Whether it was restored beside a log that it was told to before: that log keeps what it knows to be newer. */
    public boolean mayBeOlderThan(String log) {
        return database.read(sql -> Republication.mayBeOlder(log, sql));
    }

    /** Copies everything as it is at one moment into a new file, while others go on writing. */
    public void copyTo(Path file) {
        database.copyTo(file);
    }

    /** A new account under a parent, or directly under the platform when there is none. */
    public Stored<Account> createAccount(@Nullable String parentId, ObjectNode document, String actor) {
        return write(actor, changes -> {
            String id = newId(Resources.ACCOUNTS);
            Problems p = changes.problems();
            changes.create(Resources.ACCOUNTS, placed(changes, id, parentId, p), document, p);
            changes.finish();
            return found(Resources.ACCOUNTS, id, id, changes);
        });
    }

    public <R extends Record> Stored<R> create(
            Resource<R> resource, String accountId, ObjectNode document, String actor) {
        ObjectNode ready = resource.prepared(document);
        return write(actor, changes -> {
            String id = newId(resource);
            changes.create(resource, owned(id, accountId), ready, changes.problems());
            changes.finish();
            return found(resource, accountId, id, changes);
        });
    }

    public <R extends Record> Stored<R> update(
            Resource<R> resource, String accountId, String id, Edit given, String actor) {
        Edit edit = given.of(resource.prepared(given.document()));
        return write(actor, changes -> {
            Stored<R> old = found(resource, accountId, id, changes);
            refuseStale(resource, old, id, edit.ifVersion());
            changes.update(resource, old, edit, changes.problems());
            changes.finish();
            return found(resource, accountId, id, changes);
        });
    }

    /** Removes a row nobody refers to. */
    public <R extends Record> void delete(
            Resource<R> resource, String accountId, String id, @Nullable Long ifVersion, String actor) {
        write(actor, changes -> {
            Stored<R> old = found(resource, accountId, id, changes);
            refuseStale(resource, old, id, ifVersion);
            changes.delete(resource, old.row());
            return old;
        });
    }

    /** Writes rows of one kind, all of them or none. */
    public <R extends Record> List<RowsImport.Line> importRows(
            Resource<R> resource, String accountId, RowsImport.Order order, String actor) {
        return write(actor, changes -> new RowsImport<>(this, changes, resource, accountId).run(order));
    }

    /** What {@link #importRows} would do now. */
    public <R extends Record> List<RowsImport.Line> rehearseImport(
            Resource<R> resource, String accountId, RowsImport.Order order, String actor) {
        return rehearse(actor, changes -> new RowsImport<>(this, changes, resource, accountId).run(order));
    }

    /** Gives a number or a trunk to another account, where it leads nowhere yet. */
    public <R extends Record> Stored<R> move(
            Resource<R> resource,
            String accountId,
            String id,
            String newOwner,
            @Nullable Long ifVersion,
            String actor) {
        return write(actor, changes -> {
            Stored<R> old = found(resource, accountId, id, changes);
            refuseStale(resource, old, id, ifVersion);
            Problems p = changes.problems();
            boolean there =
                    Resources.ACCOUNTS.find(newOwner, newOwner, changes.sql()).isPresent();
            p.require(there, "account_id", "config.dest-not-found", "there is no account " + newOwner);
            p.throwIfAny();
            R moved = resource.movedTo(newOwner, old.row()).orElseThrow();
            changes.move(resource, old.row(), moved, p);
            changes.finish();
            return found(resource, newOwner, id, changes);
        });
    }

    /** What flows can beside being rows. */
    public PublishedFlows flows() {
        return new PublishedFlows(this);
    }

    public <R extends Record> Optional<Stored<R>> find(Resource<R> resource, String accountId, String id) {
        return database.read(sql -> resource.find(accountId, id, sql));
    }

    /** The account each value of an account comes from that it does not say itself, by field. */
    public SortedMap<String, String> inherited(Account account) {
        return database.read(sql -> Inheritance.origins(account, sql));
    }

    public Optional<Stored<Account>> account(String id) {
        return find(Resources.ACCOUNTS, id, id);
    }

    /** What a row of an account is called by people; empty when there is none, or none with this id. */
    public Optional<String> nameOf(String accountId, String id) {
        return Resources.ofId(id).flatMap(resource -> label(resource, accountId, id));
    }

    private <R extends Record> Optional<String> label(Resource<R> resource, String accountId, String id) {
        return find(resource, accountId, id).map(row -> resource.label(row.row()));
    }

    /** Which ways lead calls to a row of an account, and what is in the way. */
    public Reach reachedBy(Resource<?> resource, String accountId, String id) {
        Sheet sheet = database.read(sql -> {
            if (resource.find(accountId, id, sql).isEmpty()) {
                throw ConfigRefused.notFound(resource.name(), id);
            }
            return Sheet.of(accountId, sql);
        });
        return Reach.to(ReachGraph.of(sheet), resource.name(), id);
    }

    /** Where calls of an account get no further. */
    public DeadEnds.All deadEnds(String accountId) {
        return DeadEnds.of(ReachGraph.of(database.read(sql -> Sheet.of(accountId, sql))));
    }

    /** Rows of an account in id order; {@code where} names columns and the values they must have. */
    public <R extends Record> Page<Stored<R>> list(
            Resource<R> resource, String accountId, @Nullable String after, int limit, Map<String, String> where) {
        String from = after == null ? "" : after;
        return page(
                database.read(sql -> resource.list(accountId, from, limit + 1, where, sql)),
                limit,
                row -> Changes.idOf(resource, row.row()));
    }

    /** The account and everything under it, in id order; null is the whole platform. */
    public Page<Stored<Account>> accounts(@Nullable String root, @Nullable String after, int limit) {
        String from = after == null ? "" : after;
        List<Stored<Account>> rows = database.read(sql -> sql
                .rows(
                        "SELECT id FROM account WHERE id > ?1 AND (?2 IS NULL OR id = ?2 OR id IN"
                                + " (SELECT account_id FROM account_ancestor WHERE ancestor_id = ?2))"
                                + " ORDER BY id LIMIT ?3",
                        from,
                        root,
                        limit + 1)
                .stream()
                .map(row -> row.text("id"))
                .map(id -> Resources.ACCOUNTS.find(id, id, sql).orElseThrow())
                .toList());
        return page(rows, limit, row -> row.row().id());
    }

    /** Whether the account is the root or below it. */
    public boolean isWithin(String accountId, String root) {
        return accountId.equals(root)
                ? account(accountId).isPresent()
                : database.read(sql -> sql.first(
                                "SELECT 1 AS n FROM account_ancestor WHERE account_id = ? AND ancestor_id = ?",
                                accountId,
                                root)
                        .isPresent());
    }

    @Override
    public void close() {
        database.close();
    }

    String newId(Resource<?> resource) {
        return Ids.next(resource.prefix(), clock.instant(), random);
    }

    static Map<String, @Nullable Object> owned(String id, String accountId) {
        return Map.of("id", id, "accountId", accountId);
    }

    /** What an account's place in the tree sets of it. */
    static Map<String, @Nullable Object> placed(Changes changes, String id, @Nullable String parentId, Problems p) {
        Map<String, @Nullable Object> given = new HashMap<>();
        given.put("id", id);
        given.put("parentId", parentId);
        given.put("ancestors", List.of());
        given.putAll(UnroutedTargets.under(parentId, changes.sql()));
        if (parentId != null) {
            parent(changes, parentId, p).ifPresent(it -> {
                given.put(
                        "ancestors",
                        Stream.concat(Stream.of(it.id()), it.ancestors().stream())
                                .toList());
                given.put("ceilingOf", it.maxChannels() == null ? it.ceilingOf() : it.id());
                given.putAll(Inheritance.of(it));
            });
        }
        return given;
    }

    <T> T write(String actor, Function<Changes, T> work) {
        T result =
                FlowTestRuns.around(tests -> database.write(sql -> work.apply(new Changes(sql, this, actor, tests))));
        listeners.forEach(Runnable::run);
        return result;
    }

    <T> T rehearse(String actor, Function<Changes, T> work) {
        return FlowTestRuns.around(tests -> database.rehearse(sql -> work.apply(new Changes(sql, this, actor, tests))));
    }

    private static Optional<Account> parent(Changes changes, String parentId, Problems p) {
        Optional<Account> parent =
                Resources.ACCOUNTS.find(parentId, parentId, changes.sql()).map(Stored::row);
        p.require(
                parent.map(Account::isReseller).orElse(false),
                "parent_id",
                "config.not-a-reseller",
                "must be an account with is_reseller");
        return parent;
    }

    static <R extends Record> Stored<R> found(Resource<R> resource, String accountId, String id, Changes changes) {
        return resource.find(accountId, id, changes.sql())
                .orElseThrow(() -> ConfigRefused.notFound(resource.name(), id));
    }

    static void refuseStale(Resource<?> resource, Stored<?> old, String id, @Nullable Long ifVersion) {
        if (ifVersion != null && !Objects.equals(ifVersion, old.version())) {
            throw ConfigRefused.stale(resource.name(), id);
        }
    }

    private static <T> Page<T> page(List<T> rows, int limit, Function<T, String> id) {
        return rows.size() > limit
                ? new Page<>(rows.subList(0, limit), id.apply(rows.get(limit - 1)))
                : new Page<>(rows, null);
    }
}
