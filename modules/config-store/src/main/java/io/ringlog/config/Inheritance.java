package io.ringlog.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Fields;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.UnroutedTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account has of those above it. A row keeps the value that counts; beside it stands which values the account
 * says itself. What it does not say follows its parent.
 */
final class Inheritance {

    /** Where an answer says which values come from above. */
    static final String INHERITED = "inherited";

    private static final Fields<Account> FIELDS = Resources.ACCOUNTS.fields();

    private static final List<Field> HANDED_DOWN = List.of(
                    "timezone",
                    "language",
                    "voiceGender",
                    "country",
                    "allowedClasses",
                    "brandName",
                    "brandDomain",
                    "defaultCidNumber",
                    "fromOfAnother")
            .stream()
            .map(FIELDS::component)
            .toList();

    /** The target for numbers without one, which stands in fields of its own when it comes from above. */
    private static final String UNROUTED =
            FIELDS.component("didDefaultDestKind").name();

    private Inheritance() {}

    /** The components that a new account has of its parent. */
    static Map<String, @Nullable Object> of(Account parent) {
        Map<String, @Nullable Object> given = new HashMap<>();
        HANDED_DOWN.forEach(it -> given.put(it.componentName(), it.value(parent)));
        return given;
    }

    /** A document of a new account as if it named only what it says itself: null is the parent's. */
    static ObjectNode created(@Nullable Object parentId, ObjectNode document) {
        ObjectNode own = document.deepCopy();
        if (parentId != null) {
            HANDED_DOWN.stream()
                    .map(Field::name)
                    .filter(it -> own.path(it).isNull())
                    .forEach(own::remove);
        }
        return own;
    }

    /** The edit with null for each value that came from above when it was read, and comes back as it was. */
    static Edit asked(Account old, Edit edit) {
        ObjectNode document = edit.document().deepCopy();
        HANDED_DOWN.stream()
                .filter(it -> edit.document().path(INHERITED).has(it.name())
                        && Forms.write(it.value(old)).equals(document.get(it.name())))
                .forEach(it -> document.putNull(it.name()));
        return new Edit(document, edit.replace(), edit.ifVersion());
    }

    /** A document that changes an account, with the parent's values where it asks for them. */
    static ObjectNode changed(Account old, Edit edit, Sql sql) {
        ObjectNode whole = edit.document().deepCopy();
        parent(old, sql)
                .ifPresent(parent -> HANDED_DOWN.stream()
                        .filter(it -> asksParent(edit, it.name()))
                        .forEach(it -> whole.set(it.name(), Forms.write(it.value(parent)))));
        return whole;
    }

    /** Notes what an account says itself from now on. */
    static void note(Account account, Edit edit, Sql sql) {
        Set<String> own = own(account.id(), sql);
        for (Field field : HANDED_DOWN) {
            String name = field.name();
            if (asksParent(edit, name)) {
                own.remove(name);
            } else if (edit.document().hasNonNull(name)) {
                own.add(name);
            }
        }
        sql.run("DELETE FROM account_own WHERE account_id = ?", account.id());
        if (account.parentId() != null) {
            own.forEach(it -> sql.run("INSERT INTO account_own (account_id, field) VALUES (?, ?)", account.id(), it));
        }
    }

    /** Every account below one that has changed, as it is now; those nearer to it first. */
    static void handDown(Account from, Changes changes) {
        Sql sql = changes.sql();
        sql.rows("SELECT account_id FROM account_ancestor WHERE ancestor_id = ? ORDER BY depth, account_id", from.id())
                .forEach(row -> {
                    Stored<Account> below = find(row.text("account_id"), sql);
                    Map<String, @Nullable Object> values = FIELDS.values(below.row());
                    Map<String, @Nullable Object> above =
                            of(parent(below.row(), sql).orElseThrow());
                    Set<String> own = own(below.row().id(), sql);
                    above.keySet()
                            .removeIf(it -> own.contains(FIELDS.component(it).name()));
                    values.putAll(above);
                    changes.follows(below, FIELDS.draft(values, new Problems()));
                });
    }

    static boolean isHandedDown(Account before, Account now) {
        return HANDED_DOWN.stream().anyMatch(it -> !Objects.equals(it.value(before), it.value(now)));
    }

    /** The account each value comes from that an account does not say itself, by field. */
    static SortedMap<String, String> origins(Account account, Sql sql) {
        SortedMap<String, String> origins = new TreeMap<>();
        Set<String> own = own(account.id(), sql);
        for (Field field : HANDED_DOWN) {
            if (!account.ancestors().isEmpty() && !own.contains(field.name())) {
                origins.put(field.name(), account.ancestors().getLast());
            }
        }
        sql.rows(
                        "SELECT a.ancestor_id, o.field FROM account_ancestor a"
                                + " JOIN account_own o ON o.account_id = a.ancestor_id"
                                + " WHERE a.account_id = ? ORDER BY a.depth DESC",
                        account.id())
                .forEach(row -> origins.computeIfPresent(row.text("field"), (field, far) -> row.text("ancestor_id")));
        UnroutedTarget above = account.unrouted();
        if (above != null && account.didDefaultDest() == null) {
            origins.put(UNROUTED, above.accountId());
        }
        return origins;
    }

    private static boolean asksParent(Edit edit, String field) {
        return edit.document().has(field) ? edit.document().get(field).isNull() : edit.replace();
    }

    private static Set<String> own(String id, Sql sql) {
        Set<String> own = new HashSet<>();
        sql.rows("SELECT field FROM account_own WHERE account_id = ?", id).forEach(row -> own.add(row.text("field")));
        return own;
    }

    private static Optional<Account> parent(Account account, Sql sql) {
        return Optional.ofNullable(account.parentId()).map(id -> find(id, sql).row());
    }

    private static Stored<Account> find(String id, Sql sql) {
        return Resources.ACCOUNTS.find(id, id, sql).orElseThrow();
    }
}
