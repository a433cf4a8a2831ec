package io.ringlog.relay;

import io.ringlog.media.rtp.RtpStream;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The directory of open legs in front of the loops: finds the loop of a call and hands work to it. */
final class LoopedRelay implements MediaRelay {
    private record Lane(MediaLoop loop, Switchboard board) {}

    private final RelaySettings settings;
    private final RelayListener listener;
    private final List<Lane> lanes;
    private final PortPool ports;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Map<String, Leg>> calls = new HashMap<>();
    private int openLegs;
    private boolean over;

    LoopedRelay(RelaySettings settings, RelayListener listener, IntFunction<MediaLoop> loops) {
        this.settings = settings;
        this.listener = listener;
        this.ports = new PortPool(settings.ports(), settings.quarantine(), System::nanoTime, random);
        this.lanes = IntStream.range(0, settings.loops())
                .mapToObj(i -> new Lane(loops.apply(i), new Switchboard(settings, listener, System.nanoTime())))
                .toList();
        lanes.forEach(lane -> lane.loop().start(lane.board()));
    }

    @Override
    public synchronized LegPorts open(String callId, String legId, LegMedia media) throws PortsExhausted {
        if (over) {
            throw new IllegalStateException("the media relay is closed");
        }
        Leg known = find(callId, legId);
        if (known != null) {
            return portsOf(known);
        }
        if (openLegs >= settings.maxLegs()) {
            throw new PortsExhausted("all " + settings.maxLegs() + " legs that may be open at once are open");
        }
        Leg leg = bind(callId, legId, media);
        calls.computeIfAbsent(callId, id -> new HashMap<>()).put(legId, leg);
        openLegs++;
        return portsOf(leg);
    }

    private Leg bind(String callId, String legId, LegMedia media) throws PortsExhausted {
        Lane lane = laneOf(callId);
        SocketPair sockets = ports.take(port -> SocketPair.bind(lane.loop(), settings.bind(), port));
        RtpStream stream = new RtpStream(random.nextInt(), random.nextInt(0x10000), random.nextInt());
        Leg leg = new Leg(callId, legId, media, sockets, stream, listener);
        try {
            lane.loop().submit(() -> lane.board().open(leg));
        } catch (RelayOverloaded e) {
            sockets.close();
            ports.release(sockets.rtp().port());
            throw e;
        }
        return leg;
    }

    private LegPorts portsOf(Leg leg) {
        return new LegPorts(
                settings.advertised(),
                leg.sockets.rtp().port(),
                leg.sockets.rtcp().port());
    }

    private Lane laneOf(String callId) {
        int hash = callId.hashCode();
        return lanes.get(Math.floorMod(hash ^ (hash >>> 16), lanes.size()));
    }

    private synchronized @Nullable Leg find(String callId, String legId) {
        return calls.getOrDefault(callId, Map.of()).get(legId);
    }

    @Override
    public void remote(String callId, String legId, RemoteMedia remote) {
        Leg leg = find(callId, legId);
        if (leg != null) {
            Lane lane = laneOf(callId);
            lane.loop().submit(() -> lane.board().remote(leg, remote));
        }
    }

    @Override
    public void connect(String callId, String legA, String legB) {
        Leg a = find(callId, legA);
        Leg b = find(callId, legB);
        if (a != null && b != null) {
            Lane lane = laneOf(callId);
            lane.loop().submit(() -> lane.board().connect(a, b));
        }
    }

    @Override
    public void disconnect(String callId, String legId) {
        Leg leg = find(callId, legId);
        if (leg != null) {
            Lane lane = laneOf(callId);
            lane.loop().submit(() -> lane.board().part(leg));
        }
    }

    @Override
    public void play(String callId, String legId, Playback playback) {
        Leg leg = find(callId, legId);
        Lane lane = laneOf(callId);
        if (leg != null) {
            lane.loop().submit(() -> lane.board().play(leg, playback));
        } else if (!isOver()) {
            lane.loop()
                    .submit(() -> listener.playbackFinished(callId, legId, playback.playbackId(), PlaybackEnd.CLOSED));
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    @Override
    public void stop(String callId, String legId) {
        Leg leg = find(callId, legId);
        if (leg != null) {
            Lane lane = laneOf(callId);
            lane.loop().submit(() -> lane.board().stop(leg));
        }
    }

    @Override
    public void listenForDigits(String callId, String legId, boolean listen) {
        Leg leg = find(callId, legId);
        if (leg != null) {
            Lane lane = laneOf(callId);
            lane.loop().submit(() -> lane.board().listen(leg, listen));
        }
    }

    @Override
    public Optional<LegCounters> counters(String callId, String legId) {
        return Optional.ofNullable(find(callId, legId)).map(leg -> leg.counts.now());
    }

    @Override
    public synchronized void close(String callId, String legId) {
        Map<String, Leg> legs = calls.get(callId);
        Leg leg = legs == null ? null : legs.remove(legId);
        if (legs == null || leg == null) {
            return;
        }
        if (legs.isEmpty()) {
            calls.remove(callId);
        }
        openLegs--;
        Lane lane = laneOf(callId);
        lane.loop().submitRelease(() -> {
            lane.board().close(leg);
            ports.release(leg.sockets.rtp().port());
        });
    }

    @Override
    public synchronized void closeCall(String callId) {
        for (String legId : List.copyOf(calls.getOrDefault(callId, Map.of()).keySet())) {
            close(callId, legId);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            over = true;
            calls.clear();
        }
        lanes.forEach(lane -> lane.loop().close());
    }
}
