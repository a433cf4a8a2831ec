package io.ringlog.config;

import io.ringlog.config.db.Sql;
import io.ringlog.config.flow.FlowJson;
import io.ringlog.config.flow.FlowTest;
import io.ringlog.config.flow.FlowTests;
import io.ringlog.config.flow.FlowVerdict;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.config.resource.Stored;
import io.ringlog.domain.config.Account;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries calls into a flow against the configuration of its account as a transaction has it. */
final class FlowTrials {

    private static final String VERSION = "trial";

    private final FlowRow flow;
    private final ZoneId zone;
    private final Instant now;
    private final Sql sql;
    private final TrialGround ground;

    private FlowTrials(FlowRow flow, FlowGraph graph, Instant now, Sql sql) {
        this.flow = flow;
        this.now = now;
        this.sql = sql;
        Account account = Resources.ACCOUNTS
                .find(flow.accountId(), flow.accountId(), sql)
                .map(Stored::row)
                .orElseThrow();
        this.zone = ZoneId.of(account.timezone());
        this.ground = TrialGround.of(flow.accountId(), rows(flow, graph, sql), VERSION, new WorldPlan());
    }

    /** @param graph the one to try, whatever version calls start on now */
    static FlowTrials of(FlowRow flow, FlowGraph graph, Instant now, Sql sql) {
        return new FlowTrials(flow, graph, now, sql);
    }

    /** Runs the tests that are kept with a flow; each that fails is a problem. */
    static void judge(FlowRow flow, FlowGraph graph, Instant now, Sql sql, Problems p) {
        if (flow.tests().isEmpty()) {
            return;
        }
        FlowTrials trials = of(flow, graph, now, sql);
        for (FlowTest test : flow.tests()) {
            FlowVerdict verdict = trials.run(test);
            verdict.differences().forEach(it -> p.add("tests[" + test.name() + "]", "config.flow-test-failed", it));
        }
    }

    /** Whom a test names that is not there. */
    List<FlowTrial.Fault> faults(FlowTest test) {
        return FlowTrial.faults(ground, FlowTests.script(test, zone, now));
    }

    FlowVerdict run(FlowTest test) {
        TrialScript script = FlowTests.script(test, zone, now);
        List<FlowTrial.Fault> faults = faults(test);
        return faults.isEmpty()
                ? FlowVerdict.of(test, FlowTrial.of(ground, flow.id(), script), this::nameOf)
                : new FlowVerdict(
                        test,
                        faults.stream().map(it -> it.field() + ": " + it.text()).toList(),
                        null);
    }

    /** What people call a row of the account; the id itself where there is no such row. */
    String nameOf(String id) {
        return Resources.ofId(id).flatMap(it -> label(it, id)).orElse(id);
    }

    private <R extends Record> Optional<String> label(Resource<R> resource, String id) {
        return resource.find(flow.accountId(), id, sql).map(row -> resource.label(row.row()));
    }

    private static List<ConfigRow> rows(FlowRow flow, FlowGraph graph, Sql sql) {
        List<ConfigRow> rows = new ArrayList<>();
        Resources.ALL.forEach(resource -> add(resource, flow, sql, rows));
        rows.add(new CallFlow(flow.id(), flow.accountId(), flow.name(), Integer.MAX_VALUE, graph));
        return rows;
    }

    private static <R extends Record> void add(Resource<R> resource, FlowRow tried, Sql sql, List<ConfigRow> rows) {
        for (Stored<R> stored : resource.list(tried.accountId(), "", Integer.MAX_VALUE, Map.of(), sql)) {
            resource.published(stored.row()).ifPresent(rows::add);
            if (stored.row() instanceof FlowRow other && !other.id().equals(tried.id())) {
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
