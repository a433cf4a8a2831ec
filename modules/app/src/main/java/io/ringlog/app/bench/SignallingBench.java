package io.ringlog.app.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Latency, throughput and cost of calls and registrations, ours and Kamailio's, under the same load in the same run.
 */
final class SignallingBench {

    private static final String CALLER = "127.0.0.2";
    private static final String NUMBER = "12025550123";

    /** Our own processor time, in microseconds. */
    private record Costs(double register, double call) {}

    private final Path folder;
    private final Report report;
    private final int rate;
    private final int seconds;

    SignallingBench(Path folder, Report report, int rate, int seconds) {
        this.folder = folder;
        this.report = report;
        this.rate = rate;
        this.seconds = seconds;
    }

    void run() throws IOException, InterruptedException {
        try (CallLoad load = new CallLoad(CALLER, new InetSocketAddress("127.0.0.3", 0))) {
            InetSocketAddress callee = load.callee();
            RegisterLoad.Phone phone = new RegisterLoad.Phone(
                    "bench", "bench.example", "bench-secret", "sip:bench@127.0.0.3:" + callee.getPort());
            Costs ours = subject(load, phone);
            Packages.Found found = Packages.program("kamailio", "kamailio");
            switch (found) {
                case Packages.Found.Program(Path path) -> kamailio(path, load, phone, ours);
                case Packages.Found.Missing(String why) -> leftOut(why);
            }
        }
    }

    private Costs subject(CallLoad load, RegisterLoad.Phone phone) throws IOException, InterruptedException {
        try (Subject subject = Subject.start(folder, CALLER);
                RegisterLoad registrations = new RegisterLoad("127.0.0.3", subject.sip())) {
            registrations.run(phone, 200);
            double register = registerCost(registrations, phone, subject.handle());
            report.put("register", "cpuUs", register);
            warm(load, subject);
            double call = decision(load, subject);
            report.put("proxyCall", "cpuUs", call);
            sustained(load, subject);
            report.put("startup", "readyMs", subject.readyMs());
            report.put(
                    "startup",
                    "rssMiB",
                    ProcessorTime.residentMiB(subject.handle().pid()));
            return new Costs(register, call);
        }
    }

    /** A cold JVM compiles while it answers: the first seconds are nobody's figure. */
    private void warm(CallLoad load, Subject subject) throws IOException {
        load.run(new CallLoad.Plan(subject.sip(), NUMBER, Math.max(1, rate / 8), 6));
        load.run(new CallLoad.Plan(subject.sip(), NUMBER, rate, Math.max(5, seconds)));
    }

    /** Calls at the wanted rate; returns what one of them cost, in microseconds. */
    private double decision(CallLoad load, Subject subject) throws IOException {
        long before = ProcessorTime.of(subject.handle());
        CallLoad.Result result = load.run(new CallLoad.Plan(subject.sip(), NUMBER, rate, seconds));
        double cost = (ProcessorTime.of(subject.handle()) - before) / 1e3 / Math.max(1, result.complete());
        report.put("decision", "rate", rate);
        report.put("decision", "p50Ms", result.latencies().percentileMs(0.50));
        report.put("decision", "p99Ms", result.latencies().percentileMs(0.99));
        report.put("decision", "p999Ms", result.latencies().percentileMs(0.999));
        report.put("proxyCall", "failed", result.failed());
        return cost;
    }

    /** Doubles the rate while every call comes through. */
    private void sustained(CallLoad load, Subject subject) throws IOException {
        double best = 0;
        for (int next = rate; next <= 16 * rate; next *= 2) {
            CallLoad.Result result = load.run(new CallLoad.Plan(subject.sip(), NUMBER, next, Math.min(5, seconds)));
            if (result.failed() > 0) {
                break;
            }
            best = result.callsPerSec();
        }
        report.put("proxyCall", "callsPerSec", best);
    }

    private void kamailio(Path program, CallLoad load, RegisterLoad.Phone phone, Costs ours)
            throws IOException, InterruptedException {
        try (Kamailio peer = Kamailio.start(program, folder, load.callee(), phone);
                RegisterLoad registrations = new RegisterLoad("127.0.0.3", peer.listen())) {
            double register = registerCost(registrations, phone, peer.handle());
            report.put("register", "kamailioCpuUs", register);
            report.put("register", "ratio", ours.register() / Math.max(1, register));
            load.run(new CallLoad.Plan(peer.listen(), NUMBER, rate, 2));
            long before = ProcessorTime.of(peer.handle());
            CallLoad.Result result = load.run(new CallLoad.Plan(peer.listen(), NUMBER, rate, seconds));
            double cost = (ProcessorTime.of(peer.handle()) - before) / 1e3 / Math.max(1, result.complete());
            report.put("proxyCall", "kamailioCpuUs", cost);
            report.put("proxyCall", "ratio", ours.call() / Math.max(1, cost));
        }
    }

    private static double registerCost(RegisterLoad load, RegisterLoad.Phone phone, ProcessHandle process)
            throws IOException {
        long before = ProcessorTime.of(process);
        RegisterLoad.Result result = load.run(phone, 1_000);
        return (ProcessorTime.of(process) - before) / 1e3 / Math.max(1, result.registered());
    }

    private void leftOut(String why) {
        report.leftOut("register", "kamailioCpuUs", why);
        report.leftOut("proxyCall", "kamailioCpuUs", why);
    }
}
