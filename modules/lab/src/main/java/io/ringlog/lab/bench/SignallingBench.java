package io.ringlog.lab.bench;

import io.ringlog.lab.load.CallLoad;
import io.ringlog.lab.load.RegisterLoad;
import io.ringlog.lab.load.TrainingCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Latency, throughput and cost of calls and registrations, ours and Kamailio's, under the same load in the same run.
 * The load comes from this process and the cost is read off the measured process alone.
 */
final class SignallingBench {

    private static final String NUMBER = TrainingCalls.NUMBER;
    private static final int REGISTRATIONS = 1_000;
    private static final long RECOVERY_NANOS = 10_000_000_000L;
    /** The kernel counts in steps of 10 ms, and a peer in C needs so many registrations to use some of them. */
    private static final int PEERS_REGISTRATIONS = 5_000;

    /**
     * How long each part takes.
     *
     * @param rate calls a second
     * @param warmUpSec calls before anything is measured, at up to that rate: a cold JVM is nobody's figure
     * @param measureSec the window for latency and cost
     * @param stepSec each step of the search for the highest rate
     */
    record Lengths(int rate, int warmUpSec, int measureSec, int stepSec) {
        static Lengths quick(int rate) {
            return new Lengths(rate, 14, 7, 3);
        }

        static Lengths usual(int rate) {
            return new Lengths(rate, 90, 60, 10);
        }

        /** Three minutes of the rate come before, after a minute at a quarter of it. */
        static Lengths steady(int rate) {
            return new Lengths(rate, 240, 60, 15);
        }
    }

    /** Our own processor time, in microseconds. */
    private record Costs(double register, double call) {}

    private final Path folder;
    private final Report report;
    private final Lengths lengths;

    SignallingBench(Path folder, Report report, Lengths lengths) {
        this.folder = folder;
        this.report = report;
        this.lengths = lengths;
    }

    void run() throws IOException, InterruptedException {
        try (CallLoad load = new CallLoad(TrainingCalls.CALLER, new InetSocketAddress(TrainingCalls.PHONE, 0))) {
            RegisterLoad.Phone phone = TrainingCalls.phone(load);
            Costs ours = subject(load, phone);
            switch (Packages.program("kamailio", "kamailio")) {
                case Packages.Found.Program(Path path) -> {
                    try {
                        kamailio(path, load, phone, ours);
                    } catch (IOException failed) {
                        leftOut("left out: " + failed.getMessage());
                    }
                }
                case Packages.Found.Missing(String why) -> leftOut(why);
            }
        }
    }

    private Costs subject(CallLoad load, RegisterLoad.Phone phone) throws IOException, InterruptedException {
        try (Subject subject = Subject.start(folder);
                RegisterLoad registrations = new RegisterLoad(TrainingCalls.PHONE, subject.sip())) {
            registrations.run(phone, REGISTRATIONS / 2);
            warm(load, subject.sip(), lengths.warmUpSec());
            double call = decision(load, subject);
            double register = registerCost(registrations, phone, subject.handle(), REGISTRATIONS);
            report.put("proxyCall", "cpuUs", call);
            report.put("register", "cpuUs", register);
            sustained(load, subject);
            report.put("startup", "readyMs", subject.readyMs());
            report.put(
                    "startup",
                    "rssMiB",
                    ProcessorTime.residentMiB(subject.handle().pid()));
            idle(subject);
            return new Costs(register, call);
        }
    }

    /** A quarter of the time at a quarter of the rate, the rest at the rate that is measured. */
    private void warm(CallLoad load, InetSocketAddress sip, int seconds) throws IOException {
        int slow = Math.max(1, seconds / 4);
        load.run(new CallLoad.Plan(sip, NUMBER, Math.max(1, lengths.rate() / 4), slow));
        load.run(new CallLoad.Plan(sip, NUMBER, lengths.rate(), Math.max(1, seconds - slow)));
    }

    /** Calls at the wanted rate; returns what one of them cost, in microseconds. */
    private double decision(CallLoad load, Subject subject) throws IOException {
        BrokerCounts counts = subject.brokerCounts();
        long before = ProcessorTime.of(subject.handle());
        CallLoad.Result result = load.run(plan(subject.sip()));
        double cost = (ProcessorTime.of(subject.handle()) - before) / 1e3 / result.complete();
        log(subject.brokerCounts().since(counts), result.complete());
        report.put("decision", "rate", lengths.rate());
        report.put("decision", "p50Ms", result.latencies().percentileMs(0.50));
        report.put("decision", "p99Ms", result.latencies().percentileMs(0.99));
        report.put("decision", "p999Ms", result.latencies().percentileMs(0.999));
        report.put("decision", "warmUpSec", lengths.warmUpSec());
        report.put("proxyCall", "failed", result.failed());
        if (result.failed() > 0) {
            report.note("proxyCall", "failures", result.failures());
        }
        return cost;
    }

    /** What a call leaves in the log and asks of the broker; what is done while nobody calls is in it. */
    private void log(BrokerCounts done, double calls) {
        report.put("log", "recordsPerCall", done.records() / calls);
        report.put("log", "requestsPerCall", done.requests() / calls);
        report.put("log", "bytesPerCall", done.bytes() / calls);
    }

    private CallLoad.Plan plan(InetSocketAddress sip) {
        return new CallLoad.Plan(sip, NUMBER, lengths.rate(), lengths.measureSec());
    }

    /** Doubles the rate while every call comes through, then halves the distance to the rate at which one did not. */
    private void sustained(CallLoad load, Subject subject) throws IOException {
        int good = 0;
        int bad = 32 * lengths.rate();
        double best = 0;
        for (int next = lengths.rate(); next < bad && bad - good > lengths.rate() / 4; next = next(good, bad)) {
            CallLoad.Result result = load.run(new CallLoad.Plan(subject.sip(), NUMBER, next, lengths.stepSec()));
            if (result.failed() > 0) {
                report.note("proxyCall", "tooFast", next + " calls/s: " + result.failures());
                bad = next;
                // What was asked too much of has calls to clear away before it is asked again.
                LockSupport.parkNanos(RECOVERY_NANOS);
            } else {
                good = next;
                best = result.callsPerSec();
            }
        }
        report.put("proxyCall", "callsPerSec", best);
    }

    private int next(int good, int bad) {
        boolean failedBefore = bad < 32 * lengths.rate();
        return failedBefore ? (good + bad) / 2 : 2 * good;
    }

    /** What the process costs while nobody calls: part of every figure above. */
    private void idle(Subject subject) {
        LockSupport.parkNanos(1_000_000_000);
        long before = ProcessorTime.of(subject.handle());
        long start = System.nanoTime();
        LockSupport.parkNanos(lengths.stepSec() * 1_000_000_000L);
        double seconds = (System.nanoTime() - start) / 1e9;
        report.put("startup", "idleCpuMsPerSec", (ProcessorTime.of(subject.handle()) - before) / 1e6 / seconds);
    }

    private void kamailio(Path program, CallLoad load, RegisterLoad.Phone phone, Costs ours)
            throws IOException, InterruptedException {
        try (Kamailio peer = Kamailio.start(program, folder, load.callee(), phone);
                RegisterLoad registrations = new RegisterLoad(TrainingCalls.PHONE, peer.listen())) {
            warm(load, peer.listen(), 2);
            long before = ProcessorTime.of(peer.handle());
            CallLoad.Result result = load.run(plan(peer.listen()));
            double cost = (ProcessorTime.of(peer.handle()) - before) / 1e3 / result.complete();
            double register = registerCost(registrations, phone, peer.handle(), PEERS_REGISTRATIONS);
            report.put("proxyCall", "kamailioCpuUs", cost);
            report.put("proxyCall", "ratio", ours.call() / Math.max(1, cost));
            report.put("register", "kamailioCpuUs", register);
            report.put("register", "ratio", ours.register() / Math.max(1, register));
        }
    }

    private static double registerCost(RegisterLoad load, RegisterLoad.Phone phone, ProcessHandle process, int times)
            throws IOException {
        long before = ProcessorTime.of(process);
        RegisterLoad.Result result = load.run(phone, times);
        return (ProcessorTime.of(process) - before) / 1e3 / result.registered();
    }

    private void leftOut(String why) {
        for (String section : List.of("register", "proxyCall")) {
            report.leftOut(section, "kamailioCpuUs", why);
            report.leftOut(section, "ratio", why);
        }
    }
}
