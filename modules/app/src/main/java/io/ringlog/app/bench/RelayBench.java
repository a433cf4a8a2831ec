package io.ringlog.app.bench;

import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.bench.CForwarder;
import io.ringlog.relay.bench.RelayLoad;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a relayed RTP packet costs: our relay, a C forwarder and rtpengine, one after the other. */
final class RelayBench {

    private final Path folder;
    private final Report report;
    private final int calls;
    private final Duration length;

    RelayBench(Path folder, Report report, int calls, Duration length) {
        this.folder = folder;
        this.report = report;
        this.calls = calls;
        this.length = length;
    }

    void run(RelaySettings settings) throws IOException, InterruptedException, PortsExhausted {
        double ours = RelayLoad.run(settings, calls, length).cpuNanosPerPacket();
        report.put("relay", "nsPerPacket", ours);
        forwarder(ours);
        rtpengine(ours);
    }

    private void forwarder(double ours) throws IOException {
        Optional<CForwarder> started = CForwarder.start(folder, calls);
        if (started.isEmpty()) {
            report.leftOut("relay", "cNsPerPacket", "left out: no C compiler (cc) here");
            return;
        }
        try (CForwarder peer = started.get()) {
            double cost = peer.measure(calls, length).cpuNanosPerPacket();
            report.put("relay", "cNsPerPacket", cost);
            report.put("relay", "ratioToC", ours / Math.max(1, cost));
        }
    }

    private void rtpengine(double ours) throws IOException, InterruptedException {
        switch (Packages.program("rtpengine", "rtpengine-daemon")) {
            case Packages.Found.Program(Path path) -> {
                try (Rtpengine peer = Rtpengine.start(path, folder)) {
                    double cost = peer.measure(calls, length);
                    report.put("relay", "rtpengineNsPerPacket", cost);
                    report.put("relay", "ratioToRtpengine", ours / Math.max(1, cost));
                }
            }
            case Packages.Found.Missing(String why) -> report.leftOut("relay", "rtpengineNsPerPacket", why);
        }
    }
}
