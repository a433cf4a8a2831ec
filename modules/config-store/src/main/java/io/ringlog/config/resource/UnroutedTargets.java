package io.ringlog.config.resource;

import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.Dest;
import io.ringlog.domain.config.Forward;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an account above sends numbers without a target. The nearest one with a default target counts; what it hands
 * down is what means the same in another account: a hang-up, and a number outside that is written with its country.
 * Any other target is a row of that account and leads nobody else; those above it are not asked then.
 */
public final class UnroutedTargets {

    /** The components of an account that hold it. */
    static final Set<String> COMPONENTS =
            Set.of("unroutedAccountId", "unroutedNumber", "unroutedCidRule", "unroutedConfirm", "unroutedXform");

    private static final String HANDED_DOWN = """
            SELECT * FROM (
              SELECT above.id AS unrouted_account_id, did_default_dest_kind AS kind, number AS unrouted_number,
                     cid_rule AS unrouted_cid_rule, confirm AS unrouted_confirm,
                     did_default_dest_xform AS unrouted_xform
              FROM (SELECT ?1 AS way_id, 0 AS way_depth
                    UNION ALL SELECT ancestor_id, depth FROM account_ancestor WHERE account_id = ?1)
              JOIN account AS above ON above.id = way_id
              LEFT JOIN forward ON did_default_dest_kind = 'forward' AND forward.id = did_default_dest_id
              WHERE did_default_dest_kind IS NOT NULL ORDER BY way_depth LIMIT 1)
            WHERE kind = 'hangup' OR unrouted_number LIKE '+%'""";

    private static final String BELOW = """
            SELECT below.id FROM account_ancestor JOIN account AS below ON below.id = account_id
            WHERE ancestor_id = ? AND did_default_dest_kind IS NULL ORDER BY below.id""";

    private static final String DEFAULT =
            "SELECT id FROM account WHERE id = ? AND did_default_dest_kind = 'forward' AND did_default_dest_id = ?";

    private UnroutedTargets() {}

    /** The components of an account below this one; of an account below none they are null. */
    public static Map<String, @Nullable Object> under(@Nullable String parentId, Sql sql) {
        Map<String, @Nullable Object> parts = new HashMap<>();
        Optional<Row> found = parentId == null ? Optional.empty() : sql.first(HANDED_DOWN, parentId);
        for (String component : COMPONENTS) {
            Field field = Resources.ACCOUNTS.fields().component(component);
            parts.put(
                    component,
                    found.map(row -> Table.fromColumn(field, row.value(field.name())))
                            .orElse(null));
        }
        return parts;
    }

    /** Accounts for which a row that was written can be where their numbers without a target lead. */
    public static List<Account> concerned(@Nullable Record before, Record written, Sql sql) {
        return switch (written) {
            case Account now when !Objects.equals(now.didDefaultDest(), before(before)) -> below(now.id(), sql);
            case Forward now ->
                sql.rows(DEFAULT, now.accountId(), now.id()).stream()
                        .flatMap(row -> below(row.text("id"), sql).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static @Nullable Dest before(@Nullable Record row) {
        return row instanceof Account old ? old.didDefaultDest() : null;
    }

    private static List<Account> below(String id, Sql sql) {
        return sql.rows(BELOW, id).stream()
                .map(row -> row.text("id"))
                .flatMap(it -> Resources.ACCOUNTS.find(it, it, sql).stream())
                .map(Stored::row)
                .toList();
    }
}
