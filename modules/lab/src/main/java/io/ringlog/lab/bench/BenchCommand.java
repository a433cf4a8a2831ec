package io.ringlog.lab.bench;

import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.TalkRefused;
import io.ringlog.relay.bench.RelayLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ringlog bench}: measures, prints a table, and writes it as one JSON object when asked to. */
@Command(
        name = "bench",
        description = "Measure latency, throughput and cost, beside peers where they can be had.",
        mixinStandardHelpOptions = true,
        subcommands = SoakCommand.class)
public final class BenchCommand implements Callable<Integer> {

    /** 50,000 packets a second through one thread; with fewer calls it is waking up that is measured. */
    private static final int RELAYED_CALLS = 500;

    private static final int PAIRS_IN_A_ROOM = 25;
    private static final double FRAME_NANOS = 20_000_000;

    /** What can be measured by itself. */
    private enum Part {
        BRAIN,
        TOPOLOGY,
        CALLS,
        GROWTH,
        RELAY
    }

    /** How long it may take; without a word, some minutes. */
    private static final class Pace {
        @Option(names = "--quick", description = "Less of everything: some two minutes.")
        private boolean quick;

        @Option(
                names = "--steady",
                description = "What stays: figures after three minutes at the rate, and whether calls cost the same"
                        + " with many calls up and many devices registered.")
        private boolean steady;
    }

    @ArgGroup
    private Pace pace = new Pace();

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "Calls a second for latency and cost (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here too.")
    private @Nullable Path json;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PARTS",
            description =
                    "Of brain, topology, calls, growth, relay; growth is measured with --steady or when it is named.")
    private @Nullable Set<Part> only;

    private final long begun = System.nanoTime();
    private final Report report = new Report();

    @Override
    public Integer call() throws IOException, InterruptedException, PortsExhausted, TalkRefused {
        Path folder = Files.createTempDirectory("ringlog-bench");
        for (Part part : parts()) {
            measure(part, folder);
        }
        System.out.println();
        System.out.print(report.asTable());
        System.out.println();
        System.out.print(Budgets.verdicts(report.asMap()));
        System.out.println("Evidence in " + folder);
        report.writeTo(json);
        return 0;
    }

    private Set<Part> parts() {
        if (only != null) {
            return EnumSet.copyOf(only);
        }
        return pace.steady ? EnumSet.allOf(Part.class) : EnumSet.complementOf(EnumSet.of(Part.GROWTH));
    }

    private void measure(Part part, Path folder) throws IOException, InterruptedException, PortsExhausted, TalkRefused {
        switch (part) {
            case BRAIN -> brain();
            case TOPOLOGY -> topology(folder);
            case CALLS -> calls(folder);
            case GROWTH -> growth(folder);
            case RELAY -> relay(folder);
        }
    }

    private void brain() {
        say("brain: records through the pure domain");
        report.put("brain", "recordsPerSecPerCore", BrainBench.recordsPerSec(pace.quick ? 30_000 : 100_000));
    }

    private void topology(Path folder) {
        say("topology: records through the brain under exactly-once, with the broker in this process, and again");
        TopologyBench.Figures figures = TopologyBench.run(folder.resolve("topology"), pace.quick ? 6_000 : 50_000);
        report.put("topology", "recordsPerSec", figures.decided());
        report.put("replay", "recordsPerSecPerCore", figures.replayed());
    }

    private void calls(Path folder) throws IOException, InterruptedException {
        SignallingBench.Lengths lengths = lengths();
        say("calls and registrations: " + lengths.warmUpSec() + " s of calls to get warm, then " + lengths.measureSec()
                + " s at " + rate + " calls/s, then as many as come through");
        new SignallingBench(folder, report, lengths).run();
    }

    private void growth(Path folder) throws IOException, InterruptedException {
        say("growth: a call with few and with many devices registered and calls up");
        var sizes = pace.quick ? GrowthBench.Sizes.SMALL : GrowthBench.Sizes.GOAL;
        new GrowthBench(folder.resolve("growth"), report, sizes, lengths()).run();
    }

    private void relay(Path folder) throws IOException, InterruptedException, PortsExhausted, TalkRefused {
        Duration length = Duration.ofSeconds(pace.quick ? 2 : 10);
        RelaySettings oneLoop =
                RelaySettings.at(InetAddress.getLoopbackAddress()).withLoops(1);
        say("relay: packets through one media loop, and a full room on it");
        new RelayBench(folder, report, RELAYED_CALLS, length, rounds()).run(oneLoop);
        RelayLoad.Room room = RelayLoad.room(oneLoop, PAIRS_IN_A_ROOM, length);
        report.put("conference", "nsPerParticipantFrame", room.cpuNanosPerFrame());
        report.put("conference", "legsPerCore", FRAME_NANOS / room.cpuNanosPerFrame());
    }

    private SignallingBench.Lengths lengths() {
        if (pace.quick) {
            return SignallingBench.Lengths.quick(rate);
        }
        return pace.steady ? SignallingBench.Lengths.steady(rate) : SignallingBench.Lengths.usual(rate);
    }

    private int rounds() {
        if (pace.quick) {
            return 2;
        }
        return pace.steady ? 5 : 3;
    }

    private void say(String what) {
        System.out.printf("%4d s  measuring %s%n", (System.nanoTime() - begun) / 1_000_000_000, what);
    }
}
