package io.ringlog.config.resource;

import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.flow.FlowReferences;
import io.ringlog.config.flow.FlowTests;
import io.ringlog.config.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Flows and their drafts; versions are written by publishing and never change. */
final class Flows extends Resource<FlowRow> {

    Flows() {
        super("flow", "call_flow", "flow", FlowRow.class, Set.of());
    }

    @Override
    public Set<String> derived() {
        return Set.of("id", "accountId", "publishedVersion");
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public void check(FlowRow row, Problems p) {
        Shapes.name(row.name(), "name", p);
        FlowJson.read(row.draft(), p.at("draft"));
        FlowTests.check(row.tests(), p);
    }

    @Override
    public Map<String, String> sounds(FlowRow row) {
        Map<String, String> sounds = new TreeMap<>();
        FlowReferences.sounds(FlowJson.sketch(row.draft()).graph())
                .forEach((field, id) -> sounds.put("draft." + field, id));
        return sounds;
    }

    @Override
    public void relate(FlowRow row, Unwritten come, Sql sql, Problems p) {
        FlowReferences.of(FlowJson.sketch(row.draft()).graph()).forEach(reference -> {
            boolean there = come.has(reference.id())
                    || Resources.named(reference.target())
                            .map(target -> References.exists(target, row.accountId(), reference.id(), sql))
                            .orElse(false);
            p.at("draft")
                    .require(
                            there,
                            reference.field(),
                            "config.dest-not-found",
                            "there is no " + reference.target() + " " + reference.id() + " in this account");
        });
    }
}
