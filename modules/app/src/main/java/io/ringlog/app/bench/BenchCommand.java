package io.ringlog.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelaySettings;
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

    @Option(names = "--quick", description = "Less of everything: under two minutes.")
    private boolean quick;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "Calls a second for latency and cost (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException, PortsExhausted {
        Path folder = Files.createTempDirectory("ringlog-bench");
        Report report = new Report();
        say("brain: records through the pure domain");
        report.put("brain", "recordsPerSecPerCore", BrainBench.recordsPerSec(quick ? 30_000 : 100_000));
        say("topology: records through the brain under exactly-once, with the broker in this process");
        report.put(
                "topology",
                "recordsPerSec",
                TopologyBench.recordsPerSec(folder.resolve("topology"), quick ? 8_000 : 40_000));
        say("calls and registrations: " + rate + " calls/s, then as many as come through");
        new SignallingBench(folder, report, rate, quick ? 8 : 30).run();
        say("relay: packets through one media loop");
        new RelayBench(folder, report, quick ? 100 : 500, Duration.ofSeconds(quick ? 4 : 10))
                .run(RelaySettings.at(InetAddress.getLoopbackAddress()));
        System.out.println();
        System.out.print(report.asTable());
        System.out.println("Evidence in " + folder);
        if (json != null) {
            Files.write(
                    json, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report.asMap()));
        }
        return 0;
    }

    private static void say(String what) {
        System.out.println("measuring " + what);
    }
}
