package io.ringlog.config;

import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.flow.FlowTest;
import io.ringlog.config.flow.FlowTests;
import io.ringlog.config.flow.FlowVerdict;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.CallFlow;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.FlowGraph;
import io.ringlog.domain.trial.FlowTrial;
import io.ringlog.domain.trial.TrialGround;
import io.ringlog.domain.trial.TrialScript;
import io.ringlog.numbering.WorldPlan;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries calls into a flow against the configuration of its account as a transaction had it; needs no transaction. */
final class FlowTrials {

    private static final String VERSION = "trial";

    private final FlowRow flow;
    private final ZoneId zone;
    private final Instant now;
    private final List<ConfigRow> rows = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private @Nullable TrialGround ground;

    private FlowTrials(FlowRow flow, FlowGraph graph, Instant now, Sql sql) {
        this.flow = flow;
        this.now = now;
        this.zone = ZoneId.of(Resources.ACCOUNTS
                .find(flow.accountId(), flow.accountId(), sql)
                .map(it -> it.row().timezone())
                .orElseThrow());
        Resources.ALL.forEach(resource -> read(resource, sql));
        rows.add(new CallFlow(flow.id(), flow.accountId(), flow.name(), Integer.MAX_VALUE, graph));
    }

    /**
     * Reads what is to be tried.
     *
     * @param graph the one to try, whatever version calls start on now
     */
    static FlowTrials of(FlowRow flow, FlowGraph graph, Instant now, Sql sql) {
        return new FlowTrials(flow, graph, now, sql);
    }

    /** Whom a test names that is not there. */
    List<FlowTrial.Fault> faults(FlowTest test) {
        return FlowTrial.faults(ground(), FlowTests.script(test, zone, now));
    }

    FlowVerdict run(FlowTest test) {
        TrialScript script = FlowTests.script(test, zone, now);
        List<FlowTrial.Fault> faults = faults(test);
        return faults.isEmpty()
                ? FlowVerdict.of(test, FlowTrial.of(ground(), flow.id(), script), this::nameOf)
                : new FlowVerdict(
                        test,
                        faults.stream().map(it -> it.field() + ": " + it.text()).toList(),
                        null);
    }

    /** What people call a row of the account; the id itself where there is no such row. */
    private String nameOf(String id) {
        return names.getOrDefault(id, id);
    }

    private TrialGround ground() {
        TrialGround laid = ground;
        if (laid == null) {
            laid = TrialGround.of(flow.accountId(), rows, VERSION, new WorldPlan());
            ground = laid;
        }
        return laid;
    }

    private <R extends Record> void read(Resource<R> resource, Sql sql) {
        for (Stored<R> stored : resource.list(flow.accountId(), "", Integer.MAX_VALUE, Map.of(), sql)) {
            names.put(Changes.idOf(resource, stored.row()), resource.label(stored.row()));
            resource.published(stored.row()).ifPresent(rows::add);
            if (stored.row() instanceof FlowRow other && !other.id().equals(flow.id())) {
                published(other, sql).ifPresent(rows::add);
            }
        }
    }

    private static Optional<CallFlow> published(FlowRow flow, Sql sql) {
        return FlowVersions.of(flow.id(), sql).stream()
                .filter(it -> Integer.valueOf(it.version()).equals(flow.publishedVersion()))
                .findFirst()
                .map(it -> new CallFlow(
                        flow.id(), flow.accountId(), it.name(), it.version(), FlowJson.readStored(it.graph())));
    }
}
