package io.ringlog.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.flow.FlowTest;
import io.ringlog.config.flow.FlowTests;
import io.ringlog.config.flow.FlowVerdict;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.wire.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Flows beside being rows: their drafts are tried, tested and published, and versions are read and come back. */
public final class PublishedFlows {

    private final ConfigStore store;

    PublishedFlows(ConfigStore store) {
        this.store = store;
    }

    /** Makes the draft the version new calls start on; the same graph again is no new version. */
    public Stored<FlowRow> publish(
            String accountId, String flowId, Publication how, @Nullable Long ifVersion, String actor) {
        return store.write(actor, changes -> {
            Stored<FlowRow> flow = ConfigStore.found(Resources.FLOWS, accountId, flowId, changes);
            ConfigStore.refuseStale(Resources.FLOWS, flow, flowId, ifVersion);
            how.check(changes.problems());
            FlowVersions.publish(changes, flow.row(), how, actor, changes.problems());
            changes.finish();
            return ConfigStore.found(Resources.FLOWS, accountId, flowId, changes);
        });
    }

    /** Makes an earlier version the draft, and publishes it as a new one. */
    public Stored<FlowRow> rollBack(
            String accountId, String flowId, int to, Publication how, @Nullable Long ifVersion, String actor) {
        return store.write(actor, changes -> {
            Stored<FlowRow> flow = ConfigStore.found(Resources.FLOWS, accountId, flowId, changes);
            ConfigStore.refuseStale(Resources.FLOWS, flow, flowId, ifVersion);
            how.check(changes.problems());
            FlowVersions.Version version = FlowVersions.of(flowId, changes.sql()).stream()
                    .filter(it -> it.version() == to)
                    .findFirst()
                    .orElseThrow(() -> ConfigRefused.notFound("version", String.valueOf(to)));
            ObjectNode draft = Json.mapper().createObjectNode();
            draft.set("draft", version.graph());
            changes.update(Resources.FLOWS, flow, Edit.merge(draft), changes.problems())
                    .ifPresent(it -> FlowVersions.publish(changes, it, how, actor, changes.problems()));
            changes.finish();
            return ConfigStore.found(Resources.FLOWS, accountId, flowId, changes);
        });
    }

    /** Tries a call into the draft of a flow, or into one of its versions; nothing of it is kept, and nobody waits. */
    public FlowVerdict tried(String accountId, String flowId, @Nullable Integer version, JsonNode test) {
        Problems p = new Problems();
        Optional<FlowTest> call = FlowTests.one(test, p);
        p.throwIfAny();
        FlowTrials trials = store.database().read(sql -> trials(accountId, flowId, version, sql));
        trials.faults(call.orElseThrow()).forEach(it -> p.add(it.field(), "config.dest-not-found", it.text()));
        p.throwIfAny();
        return trials.run(call.orElseThrow());
    }

    /** Runs the tests that are kept with a flow on its draft, while others go on writing. */
    public List<FlowVerdict> tested(String accountId, String flowId) {
        record Kept(List<FlowTest> tests, FlowTrials trials) {}
        Kept kept = store.database()
                .read(sql -> new Kept(flow(accountId, flowId, sql).tests(), trials(accountId, flowId, null, sql)));
        return kept.tests().stream().map(kept.trials()::run).toList();
    }

    private FlowTrials trials(String accountId, String flowId, @Nullable Integer version, Sql sql) {
        FlowRow flow = flow(accountId, flowId, sql);
        return FlowTrials.of(flow, graphOf(flow, version, sql), store.clock().instant(), sql);
    }

    private static FlowRow flow(String accountId, String flowId, Sql sql) {
        return Resources.FLOWS
                .find(accountId, flowId, sql)
                .map(Stored::row)
                .orElseThrow(() -> ConfigRefused.notFound(Resources.FLOWS.name(), flowId));
    }

    private static FlowGraph graphOf(FlowRow flow, @Nullable Integer version, Sql sql) {
        Problems p = new Problems();
        if (version == null) {
            FlowVersions.check(flow.draft(), p.at("draft"));
            p.throwIfAny();
            return FlowJson.readStored(flow.draft());
        }
        Optional<FlowVersions.Version> kept = FlowVersions.of(flow.id(), sql).stream()
                .filter(it -> it.version() == version)
                .findFirst();
        p.require(kept.isPresent(), "version", "config.dest-not-found", "there is no version " + version);
        p.throwIfAny();
        return FlowJson.readStored(kept.orElseThrow().graph());
    }

    /** The published versions of a flow, newest first. */
    public List<FlowVersions.Version> versions(String accountId, String flowId) {
        return store.database().read(sql -> {
            return Resources.FLOWS
                    .find(accountId, flowId, sql)
                    .map(flow -> FlowVersions.of(flow.row().id(), sql))
                    .orElseThrow(() -> ConfigRefused.notFound("flow", flowId));
        });
    }
}
