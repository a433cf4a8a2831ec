package io.ringlog.config;

import io.ringlog.config.flow.FlowTest;
import io.ringlog.config.flow.FlowVerdict;
import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.resource.FlowRow;
import io.ringlog.config.resource.Resource;
import io.ringlog.config.resource.Resources;
import io.ringlog.domain.config.FlowGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs the tests of flows that a write publishes, while nobody waits for the writer: a transaction that publishes what
 * was not tested is taken back, the tests run, and it is tried again. What it publishes then is what was tested.
 */
final class FlowTestRuns {

    /** How often a draft may change while its tests run. */
    private static final int MOST_TRIES = 4;

    /** What is tested: other rows of the account may change meanwhile, as they may a moment later. */
    private record Tested(String flowId, FlowGraph graph, List<FlowTest> tests) {}

    /** Ends a transaction that publishes what was not tested. */
    private static final class Untested extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Untested() {
            super("published before its tests have run", null, false, false);
        }
    }

    private final Map<Tested, List<FieldError>> failures = new HashMap<>();
    private final Map<Tested, FlowTrials> wanted = new HashMap<>();
    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    private FlowTestRuns() {}

    /**
     * Tries a transaction until it publishes only what was tested.
     *
     * @param transaction is taken back as a whole when it throws
     */
    static <T> T around(Function<FlowTestRuns, T> transaction) {
        FlowTestRuns runs = new FlowTestRuns();
        for (int i = 0; i < MOST_TRIES; i++) {
            Optional<T> done = runs.attempt(transaction);
            if (done.isPresent()) {
                return done.get();
            }
            runs.run();
        }
        throw ConfigRefused.changing(MOST_TRIES);
    }

    private <T> Optional<T> attempt(Function<FlowTestRuns, T> transaction) {
        used.clear();
        try {
            return Optional.of(transaction.apply(this));
        } catch (Untested again) {
            return Optional.empty();
        }
    }

    private void run() {
        wanted.forEach((tested, trials) -> failures.put(
                tested,
                tested.tests().stream()
                        .map(trials::run)
                        .flatMap(FlowTestRuns::failure)
                        .toList()));
        wanted.clear();
    }

    private static Stream<FieldError> failure(FlowVerdict verdict) {
        String field = "tests[" + verdict.test().name() + "]";
        return verdict.differences().stream().map(it -> new FieldError(field, "config.flow-test-failed", it));
    }

    /** Each test that is kept with a flow and fails is a problem, as soon as that is known; in an account that is. */
    void judge(FlowRow flow, FlowGraph graph, Changes changes, Problems p) {
        Tested tested = new Tested(flow.id(), graph, flow.tests());
        boolean unwritten = Resources.ACCOUNTS
                .find(flow.accountId(), flow.accountId(), changes.sql())
                .isEmpty();
        if (unwritten || flow.tests().isEmpty()) {
            return;
        }
        List<FieldError> known = failures.get(tested);
        if (known == null) {
            wanted.put(tested, FlowTrials.of(flow, graph, changes.at(), changes.sql()));
        } else {
            known.forEach(it -> p.add(it.field(), it.code(), it.message()));
        }
    }

    /** Ends a transaction that has published what was not tested. */
    void finish() {
        if (!wanted.isEmpty()) {
            throw new Untested();
        }
    }

    /** A new id; the same again when the transaction is tried again, so that rows refer to each other alike. */
    String id(Resource<?> resource, Supplier<String> next) {
        List<String> given = ids.computeIfAbsent(resource.name(), any -> new ArrayList<>());
        int place = used.merge(resource.name(), 1, Integer::sum);
        if (given.size() < place) {
            given.add(next.get());
        }
        return given.get(place - 1);
    }
}
