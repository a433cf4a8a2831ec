package io.ringlog.lab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringlog bench soak}: the same load for a long time, told minute by minute. */
@Command(
        name = "soak",
        description = "Calls at one rate for minutes; the last should be as good as the second.",
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {

    private static final int MINUTE = 60;
    private static final int RATE = 200;
    private static final int RATE_UNDER_ATTACK = 20;

    @Option(names = "--minutes", defaultValue = "10", description = "For how long (${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--rate", description = "Calls a second (200; under attack 20).")
    private @Nullable Integer rate;

    @Option(
            names = "--attack",
            description = "Beside the calls, a long one whose packets are counted, calls attacked while they ring, and"
                    + " strangers that send whatever they have.")
    private boolean attack;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ringlog-soak");
        Report report = new Report();
        if (attack) {
            int calls = rate == null ? RATE_UNDER_ATTACK : rate;
            var plan = new AttackSoak.Plan(calls, MINUTE, minutes, MINUTE, 1, List.of());
            put(report, new AttackSoak(folder, System.out).run(plan));
        } else {
            new SoakBench(folder, report, System.out).run(rate == null ? RATE : rate, minutes);
        }
        System.out.println();
        System.out.print(report.asTable());
        System.out.println("Evidence in " + folder);
        report.writeTo(json);
        return 0;
    }

    private static void put(Report report, AttackSoak.Outcome outcome) {
        report.put("attack", "calls", outcome.calls());
        report.put("attack", "failed", outcome.failed());
        report.put("attack", "registrationsRefused", outcome.refused());
        AttackSoak.Lengthy call = outcome.lengthy();
        report.note("longCall", "stood", call.stood() ? "to its end" : "NOT to its end");
        report.put("longCall", "sent", call.sent());
        report.put("longCall", "lost", call.lost());
        report.put("longCall", "repeated", call.repeated());
        report.put("longCall", "foreign", call.foreign());
        report.put("rungCalls", "calls", outcome.rung().calls());
        report.put("rungCalls", "failed", outcome.rung().failed());
        report.put("rungCalls", "foreign", outcome.rung().heard().foreign());
        report.put("resident", "MiBAfterMinute2", outcome.earlyMiB());
        report.put("resident", "MiBAtTheEnd", outcome.lastMiB());
        outcome.sent().forEach((kind, sent) -> report.put("sent", kind, sent));
    }
}
