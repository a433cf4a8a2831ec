package io.ringlog.relay.bench;

import io.ringlog.media.rtp.RtpStream;
import io.ringlog.relay.LegMedia;
import io.ringlog.relay.LegPorts;
import io.ringlog.relay.MediaRelay;
import io.ringlog.relay.MediaRelays;
import io.ringlog.relay.Payloads;
import io.ringlog.relay.PlaybackEnd;
import io.ringlog.relay.PortsExhausted;
import io.ringlog.relay.RelayListener;
import io.ringlog.relay.RelaySettings;
import io.ringlog.relay.RemoteMedia;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Drives a number of calls through a relay of its own and says what a packet cost; compares with nobody. */
public final class RelayLoad {
    private static final long FRAME_NANOS = 20_000_000;
    private static final int PAYLOAD_BYTES = 160;
    private static final int WARM_UP_FRAMES = 100;

    /**
     * What a run has shown.
     *
     * @param sent packets put in while it was measured
     * @param forwarded packets the relay sent on in that time
     * @param cpuNanosPerPacket CPU time of the media loops, user and system, by forwarded packet
     */
    public record Result(int calls, long sent, long forwarded, double cpuNanosPerPacket) {
        public double lossPercent() {
            return sent == 0 ? 0 : 100.0 * (sent - forwarded) / sent;
        }
    }

    private record Stream(LegPorts to, RtpStream numbers, DatagramChannel from) {}

    private final MediaRelay relay;
    private final RelaySettings settings;
    private final int calls;
    private final List<Stream> streams = new ArrayList<>();
    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(12 + PAYLOAD_BYTES);
    private final ByteBuffer sink = ByteBuffer.allocateDirect(2048);
    private final byte[] payload = new byte[PAYLOAD_BYTES];

    private RelayLoad(RelaySettings settings, int calls) {
        this.settings = settings;
        this.calls = calls;
        this.relay = MediaRelays.start(settings, new Deaf());
    }

    /** Runs that many two-way calls for a while, after two seconds to get warm. */
    public static Result run(RelaySettings settings, int calls, Duration length) throws IOException, PortsExhausted {
        RelayLoad load = new RelayLoad(settings, calls);
        try (load.relay) {
            load.open();
            return load.measure((int) (length.toNanos() / FRAME_NANOS));
        } finally {
            for (DatagramChannel socket : load.sockets) {
                socket.close();
            }
        }
    }

    private void open() throws IOException, PortsExhausted {
        for (int i = 0; i < calls; i++) {
            String call = "load-" + i;
            for (String leg : List.of("a", "b")) {
                DatagramChannel phone = DatagramChannel.open()
                        .setOption(StandardSocketOptions.SO_RCVBUF, 1 << 16)
                        .bind(new InetSocketAddress(settings.bind(), 0));
                phone.configureBlocking(false);
                sockets.add(phone);
                LegPorts ports = relay.open(call, leg, LegMedia.MIRRORED);
                InetSocketAddress here = (InetSocketAddress) phone.getLocalAddress();
                relay.remote(call, leg, RemoteMedia.at(here, Payloads.g711(101)));
                phone.connect(new InetSocketAddress(ports.address(), ports.rtpPort()));
                streams.add(new Stream(ports, new RtpStream(i, 0, 0), phone));
            }
            relay.connect(call, "a", "b");
        }
    }

    private Result measure(int frames) throws IOException {
        pump(WARM_UP_FRAMES);
        long forwardedBefore = forwarded();
        long cpuBefore = cpuOfLoops();
        pump(frames);
        long forwarded = forwarded() - forwardedBefore;
        long cpu = cpuOfLoops() - cpuBefore;
        return new Result(
                calls, (long) frames * streams.size(), forwarded, forwarded == 0 ? 0 : (double) cpu / forwarded);
    }

    /** Sends each stream's packet at its own moment of the frame, as phones that know nothing of each other do. */
    private void pump(int frames) throws IOException {
        long start = System.nanoTime();
        long packets = (long) frames * streams.size();
        for (long i = 0; i < packets; i++) {
            long due = start + i * FRAME_NANOS / streams.size();
            if (due - System.nanoTime() > 200_000) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(streams.get((int) (i % streams.size())));
        }
    }

    private void send(Stream stream) throws IOException {
        while (stream.from().read(sink.clear()) > 0) {
            sink.clear();
        }
        packet.clear();
        stream.numbers().write(packet, 0, false, payload, PAYLOAD_BYTES);
        stream.from().write(packet.flip());
    }

    private long forwarded() {
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            for (String leg : List.of("a", "b")) {
                sum += relay.counters("load-" + i, leg).orElseThrow().forwardedOut();
            }
        }
        return sum;
    }

    private static long cpuOfLoops() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(MediaRelays.LOOP_NAME)) {
                sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return sum;
    }

    private static final class Deaf implements RelayListener {
        @Override
        public void playbackFinished(String callId, String legId, String playbackId, PlaybackEnd reason) {}

        @Override
        public void digit(String callId, String legId, char digit, int durationMs) {}

        @Override
        public void silent(String callId, String legId, Duration duration) {}
    }
}
