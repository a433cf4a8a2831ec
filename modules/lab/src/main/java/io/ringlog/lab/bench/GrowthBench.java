package io.ringlog.lab.bench;

import io.ringlog.lab.load.CallLoad;
import io.ringlog.lab.load.RegisterLoad;
import io.ringlog.lab.load.TrainingCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a call costs the same with few and with many devices registered and calls up: one process, which is never
 * restarted, so that the first figure is as warm as the last. Calls that are held have no media.
 */
final class GrowthBench {

    /** Held calls are set up at this rate. */
    private static final int SET_UP_PER_SEC = 150;

    private static final Duration CONFIGURATION_PATIENCE = Duration.ofMinutes(5);

    /** Sockets of a call that is up: RTP and RTCP of both legs. */
    private static final int SOCKETS_PER_CALL = 4;

    /**
     * How far it goes.
     *
     * @param few calls and devices at first
     * @param resident devices with which memory is measured
     */
    record Sizes(int few, int resident, int devices, int calls) {
        static final Sizes GOAL = new Sizes(100, 1_000, 20_000, 10_000);
        static final Sizes SMALL = new Sizes(5, 10, 50, 50);
    }

    private final Path folder;
    private final Report report;
    private final Sizes sizes;
    private final CallLoad.Plan warmUp;
    private final CallLoad.Plan measured;

    /** @param lengths of the warm-up and of each of the windows that are compared */
    GrowthBench(Path folder, Report report, Sizes sizes, SignallingBench.Lengths lengths) {
        this.folder = folder;
        this.report = report;
        this.sizes = sizes;
        InetSocketAddress later = new InetSocketAddress(0);
        this.warmUp = new CallLoad.Plan(later, TrainingCalls.NUMBER, lengths.rate() / 2, lengths.warmUpSec());
        this.measured = new CallLoad.Plan(later, TrainingCalls.NUMBER, lengths.rate() / 2, lengths.measureSec());
    }

    void run() throws IOException, InterruptedException {
        List<String> settings = List.of("media.silence=24h", "media.port-min=10000", "media.port-max=64999");
        try (CallLoad load = new CallLoad(TrainingCalls.CALLER, new InetSocketAddress(TrainingCalls.PHONE, 0));
                Subject subject = Subject.start(folder, TrainingCalls.tenant(sizes.devices()), settings);
                RegisterLoad registrations = new RegisterLoad(TrainingCalls.PHONE, subject.sip())) {
            awaitKnown(registrations, TrainingCalls.phone(load));
            awaitKnown(registrations, TrainingCalls.phone(sizes.devices() - 1));
            register(registrations, 0, sizes.few());
            int up = hold(load, subject, sizes.few());
            load.run(warmUp.at(subject.sip()));
            double first = cost(load, subject);
            register(registrations, sizes.few(), sizes.resident());
            report.put(
                    "startup",
                    "rssMiB",
                    ProcessorTime.residentMiB(subject.handle().pid()));
            register(registrations, sizes.resident(), sizes.devices());
            double manyDevices = cost(load, subject);
            up += hold(load, subject, Math.min(sizes.calls(), mostCalls()) - up);
            double manyCalls = cost(load, subject);
            report.put("growth", "cpuUs", first);
            report.put("growth", "devices100To20000", manyDevices / first);
            report.put("growth", "calls100To10000", manyCalls / manyDevices);
            report.put("growth", "callsUp", up);
        }
    }

    private void register(RegisterLoad registrations, int from, int to) throws IOException {
        RegisterLoad.Result result = registrations.run(i -> TrainingCalls.phone(from + i), to - from);
        if (result.failed() > 0) {
            report.note("growth", "upTo" + to, result.failed() + " of " + (to - from) + " registrations failed");
        }
    }

    /** A node takes calls before it has read all of a large configuration; a phone it does not know is refused. */
    private static void awaitKnown(RegisterLoad registrations, RegisterLoad.Phone phone) throws IOException {
        long until = System.nanoTime() + CONFIGURATION_PATIENCE.toNanos();
        while (registrations.run(phone, 1).failed() > 0) {
            if (System.nanoTime() > until) {
                throw new IOException(phone.username() + " is still unknown after " + CONFIGURATION_PATIENCE);
            }
            // An address has some guesses in ten seconds, and each of these is taken for one.
            LockSupport.parkNanos(1_000_000_000L);
        }
    }

    private static int hold(CallLoad load, Subject subject, int calls) throws IOException {
        int seconds = Math.ceilDiv(calls, SET_UP_PER_SEC);
        CallLoad.Plan plan = new CallLoad.Plan(
                subject.sip(), TrainingCalls.NUMBER, Math.ceilDiv(calls, Math.max(1, seconds)), seconds);
        return load.hold(plan).complete();
    }

    private double cost(CallLoad load, Subject subject) throws IOException {
        long before = ProcessorTime.of(subject.handle());
        CallLoad.Result result = load.run(measured.at(subject.sip()));
        return (ProcessorTime.of(subject.handle()) - before) / 1e3 / result.complete();
    }

    /** Where processes may open fewer files than the calls need, fewer calls are held, and the report says how many. */
    private static int mostCalls() {
        return (int) Math.min(Integer.MAX_VALUE, ProcessorTime.openFilesMost() * 9 / 10 / SOCKETS_PER_CALL);
    }
}
