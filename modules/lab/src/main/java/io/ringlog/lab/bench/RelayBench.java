package io.ringlog.lab.bench;

import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.TalkRefused;
import io.ringlog.relay.bench.CForwarder;
import io.ringlog.relay.bench.RelayLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a relayed RTP packet costs: our relay and a C forwarder in turns, then rtpengine. The median of the rounds
 * counts, because the two take turns on a machine that is never quite quiet.
 */
final class RelayBench {

    private final Path folder;
    private final Report report;
    private final int calls;
    private final Duration length;
    private final int rounds;

    RelayBench(Path folder, Report report, int calls, Duration length, int rounds) {
        this.folder = folder;
        this.report = report;
        this.calls = calls;
        this.length = length;
        this.rounds = rounds;
    }

    void run(RelaySettings settings) throws IOException, InterruptedException, PortsExhausted, TalkRefused {
        double[] ours = new double[rounds];
        double[] peers = new double[rounds];
        boolean compiled = true;
        for (int round = 0; round < rounds; round++) {
            ours[round] = RelayLoad.run(settings, calls, length).cpuNanosPerPacket();
            compiled = compiled && forwarder(peers, round);
        }
        double cost = median(ours);
        report.put("relay", "nsPerPacket", cost);
        if (compiled) {
            report.put("relay", "cNsPerPacket", median(peers));
            report.put("relay", "ratioToC", cost / Math.max(1, median(peers)));
        } else {
            leftOut("cNsPerPacket", "ratioToC", "left out: no C compiler (cc) here");
        }
        rtpengine(cost);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private boolean forwarder(double[] costs, int round) throws IOException {
        Optional<CForwarder> started = CForwarder.start(folder, calls);
        if (started.isEmpty()) {
            return false;
        }
        try (CForwarder peer = started.get()) {
            costs[round] = peer.measure(calls, length).cpuNanosPerPacket();
            return true;
        }
    }

    private void rtpengine(double ours) throws IOException, InterruptedException {
        switch (Packages.program("rtpengine", "rtpengine-daemon")) {
            case Packages.Found.Program(Path path) -> {
                try (Rtpengine peer = Rtpengine.start(path, folder)) {
                    double cost = peer.measure(calls, length);
                    report.put("relay", "rtpengineNsPerPacket", cost);
                    report.put("relay", "ratioToRtpengine", ours / Math.max(1, cost));
                } catch (IOException failed) {
                    leftOut("rtpengineNsPerPacket", "ratioToRtpengine", "left out: " + failed.getMessage());
                }
            }
            case Packages.Found.Missing(String why) -> leftOut("rtpengineNsPerPacket", "ratioToRtpengine", why);
        }
    }

    private void leftOut(String figure, String ratio, String why) {
        report.leftOut("relay", figure, why);
        report.leftOut("relay", ratio, why);
    }
}
