package io.ringlog.config.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.config.db.Row;
import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.flow.FlowReferences;
import io.ringlog.config.form.Field;
import io.ringlog.config.form.Forms;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who refers to whom inside an account: nothing points to a row that is not there, nothing that is pointed to goes. */
public final class References {

    static final int SHOWN = 5;

    private References() {}

    static boolean exists(Resource<?> target, String accountId, String id, Sql sql) {
        return sql.first(
                        "SELECT 1 AS n FROM " + target.table().name() + " WHERE id = ? AND account_id = ?",
                        id,
                        accountId)
                .isPresent();
    }

    /** Checks that everything the row points to exists in its account, or is one of those that {@code come}. */
    public static <R extends Record> void check(
            Resource<R> resource, R row, String account, Unwritten come, Sql sql, Problems p) {
        for (Link link : resource.links()) {
            if (applies(resource, row, link, p)) {
                link.held(resource.fields(), row).stream()
                        .filter(held -> !come.has(held.id()))
                        .forEach(held -> {
                            boolean there = Resources.named(link.target())
                                    .map(target -> exists(target, account, held.id(), sql))
                                    .orElse(false);
                            String none = "there is no " + link.target() + " " + held.id() + " in this account";
                            p.require(there, held.field(), "config.dest-not-found", none);
                        });
            }
        }
        resource.lists().forEach((component, target) -> {
            List<?> ids = (List<?>) Objects.requireNonNull(resource.fields().value(row, component));
            String field = resource.fields().component(component).name();
            for (int i = 0; i < ids.size(); i++) {
                String id = String.valueOf(ids.get(i));
                p.require(
                        come.has(id) || exists(Resources.named(target).orElseThrow(), account, id, sql),
                        field + "[" + i + "]",
                        "config.dest-not-found",
                        "there is no " + target + " " + id + " in this account");
            }
        });
    }

    /** A kind that could not be read says nothing of where to look. */
    private static <R extends Record> boolean applies(Resource<R> resource, R row, Link link, Problems p) {
        return link.applies(resource.fields(), row)
                && (link.kind() == null
                        || !p.isSilent(resource.fields().component(link.kind()).name()));
    }

    /** Who points to the row, at most a few of each kind. */
    public static List<FieldError> to(Resource<?> target, String accountId, String id, Sql sql) {
        List<FieldError> found = new ArrayList<>();
        for (Resource<?> resource : Resources.ALL) {
            resource.links().stream()
                    .filter(link -> link.list() == null && link.target().equals(target.name()))
                    .forEach(link -> found.addAll(through(resource, link, accountId, id, sql)));
            resource.lists().forEach((component, name) -> {
                if (name.equals(target.name())) {
                    found.addAll(throughList(resource, component, accountId, id, sql));
                }
            });
        }
        if (target.equals(Resources.USERS) || target.equals(Resources.FORWARDS)) {
            RingGroups.of(accountId, id, sql).forEach(group -> found.add(inUse("ring_group", group, "members")));
        }
        found.addAll(throughFlows(target, accountId, id, sql));
        return found;
    }

    private static List<FieldError> through(Resource<?> resource, Link link, String accountId, String id, Sql sql) {
        Field column = resource.fields().component(link.component());
        StringBuilder text =
                new StringBuilder("SELECT id FROM " + resource.table().name() + " WHERE ");
        text.append(resource.ownerColumn())
                .append(" = ? AND ")
                .append(column.name())
                .append(" = ?");
        List<@Nullable Object> values = new ArrayList<>(List.of(accountId, id));
        if (link.kind() != null && link.word() != null) {
            text.append(" AND ")
                    .append(resource.fields().component(link.kind()).name())
                    .append(" = ?");
            values.add(Forms.word(link.word()));
        }
        return sql.rows(text + " ORDER BY id LIMIT " + SHOWN, values.toArray()).stream()
                .map(row -> inUse(resource.name(), row.text("id"), column.name()))
                .toList();
    }

    private static List<FieldError> throughList(
            Resource<?> resource, String component, String accountId, String id, Sql sql) {
        String column = resource.fields().component(component).name();
        return sql
                .rows(
                        "SELECT id FROM " + resource.table().name() + " WHERE account_id = ? AND instr(" + column
                                + ", ?) ORDER BY id LIMIT " + SHOWN,
                        accountId,
                        '"' + id + '"')
                .stream()
                .map(row -> inUse(resource.name(), row.text("id"), column))
                .toList();
    }

    /** A flow refers with its draft and with the version that new calls start on. */
    private static List<FieldError> throughFlows(Resource<?> target, String accountId, String id, Sql sql) {
        return sql
                .rows(
                        "SELECT f.id, f.draft, v.graph FROM call_flow f LEFT JOIN call_flow_version v"
                                + " ON v.flow_id = f.id AND v.version = f.published_version WHERE f.account_id = ?"
                                + " AND (instr(f.draft, ?) OR instr(v.graph, ?)) ORDER BY f.id",
                        accountId,
                        id,
                        id)
                .stream()
                .flatMap(row -> graphs(row).stream()
                        .flatMap(graph -> FlowReferences.of(FlowJson.readStored(json(graph))).stream())
                        .filter(it ->
                                it.target().equals(target.name()) && it.id().equals(id))
                        .map(it -> inUse("flow", row.text("id"), it.field())))
                .distinct()
                .limit(SHOWN)
                .toList();
    }

    /** The graph that new calls start on; empty before the first publication. */
    public static Optional<FlowGraph> published(FlowRow flow, Sql sql) {
        return sql.first(
                        "SELECT graph FROM call_flow_version WHERE flow_id = ? AND version = ?",
                        flow.id(),
                        flow.publishedVersion())
                .map(row -> FlowJson.readStored(json(row.text("graph"))));
    }

    private static List<String> graphs(Row row) {
        String published = row.textOrNull("graph");
        return published == null ? List.of(row.text("draft")) : List.of(row.text("draft"), published);
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored flow is not JSON", e);
        }
    }

    private static FieldError inUse(String what, String id, String field) {
        return new FieldError("id", "config.in-use", "is used by " + what + " " + id + " in " + field);
    }
}
