package io.ringlog.config.reach;

import io.ringlog.config.db.Sql;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.References;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.FlowGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of an account at one moment, to be drawn when the database waits for nobody any more.
 *
 * @param flows what is published, by the id of the flow
 * @param complete whether all rows are here
 */
public record Sheet(List<Rows<?>> rows, Map<String, FlowGraph> flows, boolean complete) {

    /** Of one account, of all kinds together. */
    static final int MOST_ROWS = 100_000;

    /** The rows of one kind, in id order. */
    public record Rows<R extends Record>(Resource<R> resource, List<R> rows) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    public Sheet {
        rows = List.copyOf(rows);
        flows = Map.copyOf(flows);
    }

    /** The account as it is in this transaction. */
    public static Sheet of(String accountId, Sql sql) {
        List<Rows<?>> all = new ArrayList<>();
        Map<String, FlowGraph> flows = new HashMap<>();
        int left = MOST_ROWS;
        boolean complete = true;
        for (Resource<?> resource : Resources.ALL) {
            Rows<?> some = some(resource, accountId, left + 1, sql);
            complete &= some.rows().size() <= left;
            left = Math.max(0, left - some.rows().size());
            all.add(some);
            for (Record row : some.rows()) {
                if (row instanceof FlowRow flow) {
                    References.published(flow, sql).ifPresent(it -> flows.put(flow.id(), it));
                }
            }
        }
        return new Sheet(all, flows, complete);
    }

    Optional<FlowGraph> published(FlowRow flow) {
        return Optional.ofNullable(flows.get(flow.id()));
    }

    private static <R extends Record> Rows<R> some(Resource<R> resource, String accountId, int most, Sql sql) {
        return new Rows<>(
                resource,
                resource.list(accountId, "", most, Map.of(), sql).stream()
                        .map(Stored::row)
                        .toList());
    }
}
