package io.ringlog.relay.bench;

import io.ringlog.relay.LegKey;
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
import io.ringlog.relay.TalkRefused;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Drives a number of calls, or a room, through a relay of its own and says what that cost; compares with nobody. */
public final class RelayLoad {
    private static final long LOOK_NANOS = 100_000_000;
    private static final int MOST_LOOKS = 20;
    static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final String[] LEGS = {"a", "b"};
    private static final String ROOM = "room";

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

    /**
     * What a run with one room has shown.
     *
     * @param frames what its parties said while it was measured, 20 ms each
     * @param cpuNanosPerFrame CPU time of the media loops, user and system, by such a frame: it is taken in, mixed
     *     with what the others say and answered with what its own party hears of them
     */
    public record Room(int parties, long frames, double cpuNanosPerFrame) {}

    private final MediaRelay relay;
    private final Phones phones;
    private final int calls;

    private RelayLoad(MediaRelay relay, Phones phones, int calls) {
        this.relay = relay;
        this.phones = phones;
        this.calls = calls;
    }

    /** Runs that many two-way calls for a while, after two seconds to get warm. */
    public static Result run(RelaySettings settings, int calls, Duration length)
            throws IOException, PortsExhausted, TalkRefused {
        try (MediaRelay relay = MediaRelays.start(settings, new Deaf());
                Phones phones = new Phones(settings.bind(), calls)) {
            RelayLoad load = new RelayLoad(relay, phones, calls);
            for (int call = 0; call < calls; call++) {
                load.open(call);
                relay.join(name(call), load.legs(call));
            }
            return load.measure(length);
        }
    }

    /** Runs one room in which everybody speaks all the time, after two seconds to get warm. */
    public static Room room(RelaySettings settings, int pairs, Duration length)
            throws IOException, PortsExhausted, TalkRefused {
        try (MediaRelay relay = MediaRelays.start(settings, new Deaf());
                Phones phones = new Phones(settings.bind(), pairs)) {
            RelayLoad load = new RelayLoad(relay, phones, pairs);
            for (int pair = 0; pair < pairs; pair++) {
                load.open(pair);
                for (LegKey leg : load.legs(pair)) {
                    relay.mix(ROOM, leg, false);
                }
            }
            phones.talk(WARM_UP);
            long before = cpuOfLoops();
            long frames = phones.talk(length);
            long cpu = cpuOfLoops() - before;
            return new Room(pairs * Phones.SIDES, frames, (double) cpu / frames);
        }
    }

    private void open(int call) throws IOException, PortsExhausted {
        for (int side = 0; side < Phones.SIDES; side++) {
            LegPorts ports = relay.open(name(call), LEGS[side], LegMedia.MIRRORED);
            RemoteMedia remote = RemoteMedia.at(phones.address(call, side), Payloads.g711(101));
            relay.remote(name(call), LEGS[side], remote);
            phones.aim(call, side, new InetSocketAddress(ports.address(), ports.rtpPort()));
        }
    }

    private List<LegKey> legs(int call) {
        return List.of(new LegKey(name(call), LEGS[0]), new LegKey(name(call), LEGS[1]));
    }

    private static String name(int call) {
        return "load-" + call;
    }

    private Result measure(Duration length) throws IOException {
        phones.talk(WARM_UP);
        long forwardedBefore = settled(this::forwarded);
        long cpuBefore = cpuOfLoops();
        long sent = phones.talk(length);
        long forwarded = settled(this::forwarded) - forwardedBefore;
        long cpu = cpuOfLoops() - cpuBefore;
        return new Result(calls, sent, forwarded, forwarded == 0 ? 0 : (double) cpu / forwarded);
    }

    /** A count of packets that may still grow by those under way. */
    interface Count {
        long now() throws IOException;
    }

    /** The count once nothing is under way any more: packets in flight are neither lost nor of the next window. */
    static long settled(Count count) throws IOException {
        long last = -1;
        long now = count.now();
        for (int look = 0; look < MOST_LOOKS && now != last; look++) {
            LockSupport.parkNanos(LOOK_NANOS);
            last = now;
            now = count.now();
        }
        return now;
    }

    private long forwarded() {
        long sum = 0;
        for (int call = 0; call < calls; call++) {
            for (String leg : LEGS) {
                sum += relay.counters(name(call), leg).orElseThrow().forwardedOut();
            }
        }
        return sum;
    }

    /** CPU time of all media loops of this process, user and system. */
    static long cpuOfLoops() {
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

        @Override
        public void quietOnHold(String callId, String legId) {}
    }
}
