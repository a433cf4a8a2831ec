package io.ringlog.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.TalkRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringlog bench}: measures, prints a table, and writes it as one JSON object when asked to. */
@Command(
        name = "bench",
        description = "Measure latency, throughput and cost, beside peers where they can be had.",
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    /** 50,000 packets a second through one thread; with fewer calls it is waking up that is measured. */
    private static final int RELAYED_CALLS = 500;

    @Option(names = "--quick", description = "Less of everything: under two minutes.")
    private boolean quick;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "Calls a second for latency and cost (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    private final long begun = System.nanoTime();

    @Override
    public Integer call() throws IOException, InterruptedException, PortsExhausted, TalkRefused {
        Path folder = Files.createTempDirectory("ringlog-bench");
        Report report = new Report();
        say("brain: records through the pure domain");
        report.put("brain", "recordsPerSecPerCore", BrainBench.recordsPerSec(quick ? 30_000 : 100_000));
        say("topology: records through the brain under exactly-once, with the broker in this process");
        report.put(
                "topology",
                "recordsPerSec",
                TopologyBench.recordsPerSec(folder.resolve("topology"), quick ? 6_000 : 50_000));
        var lengths =
                quick ? new SignallingBench.Lengths(rate, 14, 7, 3) : new SignallingBench.Lengths(rate, 90, 60, 10);
        say("calls and registrations: " + lengths.warmUpSec() + " s of calls to get warm, then " + lengths.measureSec()
                + " s at " + rate + " calls/s, then as many as come through");
        new SignallingBench(folder, report, lengths).run();
        Duration relay = Duration.ofSeconds(quick ? 2 : 10);
        say("relay: packets through one media loop");
        new RelayBench(folder, report, RELAYED_CALLS, relay, quick ? 2 : 3)
                .run(RelaySettings.at(InetAddress.getLoopbackAddress()).withLoops(1));
        System.out.println();
        System.out.print(report.asTable());
        System.out.println();
        System.out.print(Budgets.verdicts(report.asMap()));
        System.out.println("Evidence in " + folder);
        if (json != null) {
            Files.write(
                    json, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report.asMap()));
        }
        return 0;
    }

    private void say(String what) {
        System.out.printf("%4d s  measuring %s%n", (System.nanoTime() - begun) / 1_000_000_000, what);
    }
}
