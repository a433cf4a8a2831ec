package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.form.Field;
import io.ringlog.config.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is checked of every row before it is written: its values, its targets in themselves, and that it is unique. */
public final class RowChecks {

    private RowChecks() {}

    public static <R extends Record> void check(Resource<R> resource, R row, Sql sql, Problems p) {
        resource.check(row, p);
        Destinations.check(resource, row, p);
        resource.unique().forEach(unique -> unique(resource, row, unique, sql, p));
        resource.beforeWrite(row, sql, p);
    }

    private static <R extends Record> void unique(Resource<R> resource, R row, Unique unique, Sql sql, Problems p) {
        List<Field> fields =
                unique.components().stream().map(resource.fields()::component).toList();
        StringBuilder text =
                new StringBuilder("SELECT 1 AS n FROM " + resource.table().name() + " WHERE id <> ?");
        List<@Nullable Object> values = new ArrayList<>();
        values.add(resource.fields().value(row, "id"));
        if (!unique.platformWide()) {
            text.append(" AND account_id = ?");
            values.add(resource.fields().value(row, "accountId"));
        }
        for (Field field : fields) {
            text.append(" AND ").append(field.name()).append(" = ?");
            values.add(Table.toColumn(field.value(row)));
        }
        boolean free = sql.first(text.toString(), values.toArray()).isEmpty();
        String where = unique.platformWide() ? "on this platform" : "in this account";
        p.require(free, fields.getFirst().name(), "config.taken", resource.label(row) + " is taken " + where);
    }
}
