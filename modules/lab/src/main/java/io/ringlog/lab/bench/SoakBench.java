package io.ringlog.lab.bench;

import io.ringlog.lab.load.CallLoad;
import io.ringlog.lab.load.RegisterLoad;
import io.ringlog.lab.load.TrainingCalls;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Minute after minute of calls through one process with default settings: the last must be as good as the second. */
final class SoakBench {

    private static final int REGISTRATIONS = 100;
    private static final int MINUTE = 60;

    private final Path folder;
    private final Report report;
    private final PrintStream out;

    SoakBench(Path folder, Report report, PrintStream out) {
        this.folder = folder;
        this.report = report;
        this.out = out;
    }

    void run(int ratePerSec, int minutes) throws IOException, InterruptedException {
        try (CallLoad load = new CallLoad(TrainingCalls.CALLER, new InetSocketAddress(TrainingCalls.PHONE, 0));
                Subject subject = Subject.start(folder);
                RegisterLoad registrations = new RegisterLoad(TrainingCalls.PHONE, subject.sip())) {
            registrations.run(TrainingCalls.phone(load), REGISTRATIONS);
            report.put("soak", "failedWarmingUp", warm(load, subject, ratePerSec));
            out.printf("minute   cpu us/call    p50 ms    p99 ms   failed   resident MiB%n");
            int failed = 0;
            for (int minute = 1; minute <= minutes; minute++) {
                failed += minute(load, subject, ratePerSec, minute);
            }
            report.put("soak", "failed", failed);
        }
    }

    /** A minute at a quarter of the rate: a process that has just started compiles what it runs. */
    private static int warm(CallLoad load, Subject subject, int ratePerSec) throws IOException {
        int slow = Math.max(1, ratePerSec / 4);
        return load.run(new CallLoad.Plan(subject.sip(), TrainingCalls.NUMBER, slow, MINUTE))
                .failed();
    }

    /** Returns how many calls failed in it. */
    private int minute(CallLoad load, Subject subject, int ratePerSec, int minute) throws IOException {
        long before = ProcessorTime.of(subject.handle());
        CallLoad.Result result = load.run(new CallLoad.Plan(subject.sip(), TrainingCalls.NUMBER, ratePerSec, MINUTE));
        double cpuUs = (ProcessorTime.of(subject.handle()) - before) / 1e3 / result.complete();
        double p50 = result.latencies().percentileMs(0.50);
        double p99 = result.latencies().percentileMs(0.99);
        long resident = ProcessorTime.residentMiB(subject.handle().pid());
        out.printf(
                "%6d %,13.0f %9.2f %9.2f %8d %14d %s%n",
                minute, cpuUs, p50, p99, result.failed(), resident, result.failures());
        Map<String, Double> figures = new LinkedHashMap<>(Map.of());
        figures.put("cpuUs", cpuUs);
        figures.put("p50Ms", p50);
        figures.put("p99Ms", p99);
        if (minute == 2) {
            report.put("soak", "minute2", figures);
        }
        report.put("soak", "last", figures);
        return result.failed();
    }
}
