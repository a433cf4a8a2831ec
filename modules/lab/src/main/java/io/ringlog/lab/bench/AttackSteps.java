package io.ringlog.lab.bench;

import io.ringlog.lab.attack.Attackers;
import io.ringlog.lab.bench.AttackSoak.Lengthy;
import io.ringlog.lab.bench.AttackSoak.Outcome;
import io.ringlog.lab.bench.AttackSoak.Plan;
import io.ringlog.lab.load.CallLoad;
import io.ringlog.lab.load.NumberedCalls;
import io.ringlog.lab.load.NumberedMedia.Heard;
import io.ringlog.lab.load.TrainingCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;

/** The steps of a soak under attack, each with its lines of the table. */
final class AttackSteps {

    private static final String HEAD = "  step   calls  failed    p50 ms    p99 ms  cpu us/call  resident MiB"
            + "  |  long call: sent     heard  lost  foreign  |  rung: calls  failed  foreign%n";
    private static final String LINE =
            "%6d %,7d %7d %9.2f %9.2f %,12.0f %13d" + "  |  %,15d %,9d %5d %8d  |  %11d %7d %8d  %s%n";

    /** Everybody who takes part. */
    record Scene(Subject subject, CallLoad load, NumberedCalls lengthy, RungCalls rung, Attackers attackers) {}

    private final Plan plan;
    private final Scene scene;
    private final PrintStream out;
    private int calls;
    private int failed;
    private int refused;
    private long earlyMiB;
    private long lastMiB;

    AttackSteps(Plan plan, Scene scene, PrintStream out) {
        this.plan = plan;
        this.scene = scene;
        this.out = out;
    }

    Outcome run(NumberedCalls.Talking call) throws IOException, InterruptedException {
        out.printf(HEAD);
        Metrics before = Metrics.of(scene.subject().health());
        for (int step = 1; step <= plan.steps(); step++) {
            step(step);
            Metrics after = Metrics.of(scene.subject().health());
            out.printf("%8s turned away: %s%n", "", after.since(before));
            before = after;
        }
        boolean stood = call.stands();
        call.hangUp();
        scene.rung().close();
        Heard heard = scene.lengthy().heard();
        return new Outcome(
                calls,
                failed,
                refused,
                new Lengthy(stood, scene.lengthy().sent(), heard.received(), heard.repeated(), heard.foreign()),
                scene.rung().figures(),
                earlyMiB,
                lastMiB,
                scene.attackers().sent());
    }

    private void step(int step) throws IOException {
        long cpuBefore = ProcessorTime.of(scene.subject().handle());
        long begun = System.nanoTime();
        Map<String, Long> sentBefore = scene.attackers().sent();
        CallLoad.Result result = scene.load()
                .run(new CallLoad.Plan(scene.subject().sip(), TrainingCalls.NUMBER, plan.ratePerSec(), plan.stepSec()));
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuUs = (ProcessorTime.of(scene.subject().handle()) - cpuBefore) / 1e3 / result.complete();
        refused += scene.lengthy().register() ? 0 : 1;
        calls += result.complete() + result.failed();
        failed += result.failed();
        lastMiB = ProcessorTime.residentMiB(scene.subject().handle().pid());
        if (step <= 2) {
            earlyMiB = lastMiB;
        }
        tell(step, result, cpuUs);
        out.printf(
                "%8s sent a second: %s%n",
                "", perSecond(sentBefore, scene.attackers().sent(), seconds));
    }

    private void tell(int step, CallLoad.Result result, double cpuUs) {
        Heard heard = scene.lengthy().heard();
        RungCalls.Figures rings = scene.rung().figures();
        out.printf(
                LINE,
                step,
                result.complete() + result.failed(),
                result.failed(),
                result.latencies().percentileMs(0.50),
                result.latencies().percentileMs(0.99),
                cpuUs,
                lastMiB,
                scene.lengthy().sent(),
                heard.received(),
                heard.lost(),
                heard.foreign(),
                rings.calls(),
                rings.failed(),
                rings.heard().foreign(),
                result.failures() + rings.lastFault());
    }

    private static String perSecond(Map<String, Long> before, Map<String, Long> after, double seconds) {
        return after.entrySet().stream()
                .map(it -> String.format(
                        "%,.0f %s", (it.getValue() - before.getOrDefault(it.getKey(), 0L)) / seconds, it.getKey()))
                .collect(Collectors.joining(", "));
    }
}
