package io.ringlog.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringlog.config.audit.AuditEntry;
import io.ringlog.config.audit.AuditEntry.Action;
import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.flow.FlowChecks;
import io.ringlog.wire.Json;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Published versions of flows: written once, never changed, because live calls keep walking them. */
public final class FlowVersions {

    /**
     * One publication.
     *
     * @param graph as the canvas drew it
     * @param publishedAt epoch seconds
     * @param how what its author said of it
     */
    public record Version(
            String flowId, int version, String name, JsonNode graph, String actor, long publishedAt, Publication how) {}

    private FlowVersions() {}

    /** Publishes the draft unless new calls already start on the same graph; returns the version they start on. */
    static Optional<Integer> publish(Changes changes, FlowRow flow, Publication how, String actor, Problems p) {
        Optional<FlowGraph> graph = FlowJson.read(flow.draft(), p.at("draft"));
        if (graph.isEmpty()) {
            return Optional.empty();
        }
        Integer current = flow.publishedVersion();
        if (current != null && isPublished(flow, current, graph.get(), changes.sql())) {
            return Optional.of(current);
        }
        int before = p.count();
        check(flow.draft(), p.at("draft"));
        if (p.count() > before) {
            return Optional.empty();
        }
        int version = current == null ? 1 : current + 1;
        write(changes, flow, version, how, actor);
        changes.later(() -> Resources.FLOWS.relate(flow, changes.unwritten(), changes.sql(), p));
        if (how.force() == null) {
            changes.later(() -> changes.tests().judge(flow, graph.get(), changes, p));
        }
        changes.audit()
                .note(
                        Action.PUBLISHED,
                        Resources.FLOWS.name(),
                        flow.accountId(),
                        flow.id(),
                        flow.name(),
                        List.of(new AuditEntry.Change(
                                "published_version",
                                current == null ? null : current.toString(),
                                String.valueOf(version),
                                false)));
        changes.outbox().saved(new CallFlow(flow.id(), flow.accountId(), flow.name(), version, graph.get()));
        return Optional.of(version);
    }

    /** Says again the version that new calls start on. */
    static void repeat(Changes changes, FlowRow flow) {
        of(flow.id(), changes.sql()).stream()
                .filter(it -> Objects.equals(it.version(), flow.publishedVersion()))
                .map(it -> new CallFlow(
                        flow.id(), flow.accountId(), it.name(), it.version(), FlowJson.readStored(it.graph())))
                .forEach(changes.outbox()::saved);
    }

    static List<Version> of(String flowId, Sql sql) {
        return sql.rows("SELECT * FROM call_flow_version WHERE flow_id = ? ORDER BY version DESC", flowId).stream()
                .map(row -> new Version(
                        flowId,
                        (int) row.integer("version"),
                        row.text("name"),
                        json(row.text("graph")),
                        row.text("actor"),
                        row.integer("published_at"),
                        new Publication(row.textOrNull("message"), row.textOrNull("forced"))))
                .toList();
    }

    /** Whatever stands in the way of publishing a draft, as far as it can be read. */
    static void check(JsonNode draft, Problems p) {
        FlowJson.Sketch sketch = FlowJson.sketch(draft);
        FlowChecks.problems(sketch.graph()).stream()
                .filter(it -> it.severity() == FlowChecks.Severity.ERROR
                        && !sketch.unknown().contains(it.nodeId()))
                .forEach(it -> p.add(place(it), "config.bad-flow", it.text()));
    }

    /** What a flow may be published with, but nobody can have meant; {@code field} is the path in the row. */
    public static List<FieldError> warnings(FlowRow flow) {
        return FlowChecks.problems(FlowJson.readStored(flow.draft())).stream()
                .filter(it -> it.severity() == FlowChecks.Severity.WARNING)
                .map(it -> new FieldError("draft." + place(it), "config.flow-warning", it.text()))
                .toList();
    }

    private static String place(FlowChecks.Problem problem) {
        return problem.nodeId().isEmpty() ? "nodes" : "nodes[" + problem.nodeId() + "]";
    }

    /** Whether new calls start on the draft as it is. */
    static boolean isPublished(FlowRow flow, Sql sql) {
        Integer current = flow.publishedVersion();
        return current != null && isPublished(flow, current, FlowJson.readStored(flow.draft()), sql);
    }

    private static boolean isPublished(FlowRow flow, int version, FlowGraph graph, Sql sql) {
        return sql.first("SELECT graph FROM call_flow_version WHERE flow_id = ? AND version = ?", flow.id(), version)
                .map(row -> FlowJson.readStored(json(row.text("graph"))).equals(graph))
                .orElse(false);
    }

    private static void write(Changes changes, FlowRow flow, int version, Publication how, String actor) {
        long at = changes.at().getEpochSecond();
        changes.sql()
                .run(
                        "INSERT INTO call_flow_version (flow_id, version, account_id, name, graph, actor,"
                                + " published_at, message, forced) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        flow.id(),
                        version,
                        flow.accountId(),
                        flow.name(),
                        flow.draft().toString(),
                        actor,
                        at,
                        how.message(),
                        how.force());
        FlowRow published = new FlowRow(flow.id(), flow.accountId(), flow.name(), flow.draft(), flow.tests(), version);
        Resources.FLOWS.update(published, flow.id(), at, changes.sql());
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a stored flow is not JSON", e);
        }
    }
}
