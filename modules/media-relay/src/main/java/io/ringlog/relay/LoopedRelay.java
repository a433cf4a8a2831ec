package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.rtp.RtpStream;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of open legs and talks in front of the loops: knows which loop a leg is on and hands work to it. Work
 * is handed over under one lock, so that a leg's commands stay in order when it moves to another loop.
 */
final class LoopedRelay implements MediaRelay {
    /** A talk as the directory knows it. */
    static final class Room {
        private final String talkId;
        private final Lane lane;
        private final Talk talk;
        private final Set<OpenLeg> legs = new LinkedHashSet<>();

        private Room(String talkId, Lane lane, boolean mixed) {
            this.talkId = talkId;
            this.lane = lane;
            this.talk = lane.board.talk(talkId, mixed);
        }
    }

    /** Numbers do not turn over before whoever hears them is there (RFC 4568 section 6.4). */
    private static final int FIRST_SEQUENCE_MOST = 0x8000;

    private final RelaySettings settings;
    private final RelayListener listener;
    private final List<Lane> lanes;
    private final PortPool ports;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Map<String, OpenLeg>> calls = new HashMap<>();
    private final Map<String, Room> talks = new HashMap<>();
    private LegCounters ofClosed = LegCounters.NONE;
    private int openLegs;
    private boolean over;

    LoopedRelay(RelaySettings settings, RelayListener listener, IntFunction<MediaLoop> loops) {
        this.settings = settings;
        this.listener = listener;
        this.ports = new PortPool(settings.ports(), settings.quarantine(), System::nanoTime, random);
        this.lanes = IntStream.range(0, settings.loops())
                .mapToObj(i -> new Lane(loops.apply(i), new Switchboard(settings, listener, System.nanoTime())))
                .toList();
        lanes.forEach(lane -> lane.loop.start(lane.board));
    }

    @Override
    public synchronized LegPorts open(String callId, String legId, LegMedia media) throws PortsExhausted {
        if (over) {
            throw new IllegalStateException("the media relay is closed");
        }
        OpenLeg known = find(callId, legId);
        return portsOf((known == null ? bindNew(callId, legId, media) : known).leg);
    }

    @Override
    public synchronized LegPorts openBeside(String callId, String legId, String otherLegId, LegMedia media)
            throws PortsExhausted {
        OpenLeg other = find(callId, otherLegId);
        if (other == null || find(callId, legId) != null) {
            return open(callId, legId, media);
        }
        calls.getOrDefault(callId, new HashMap<>()).put(legId, other);
        other.names++;
        return portsOf(other.leg);
    }

    private OpenLeg bindNew(String callId, String legId, LegMedia media) throws PortsExhausted {
        if (openLegs >= settings.maxLegs()) {
            throw new PortsExhausted("all " + settings.maxLegs() + " legs that may be open at once are open");
        }
        OpenLeg open = bind(callId, legId, media);
        calls.computeIfAbsent(callId, id -> new HashMap<>()).put(legId, open);
        openLegs++;
        return open;
    }

    private OpenLeg bind(String callId, String legId, LegMedia media) throws PortsExhausted {
        Lane lane = laneOf(callId);
        SocketPair sockets = ports.take(port -> SocketPair.bind(lane.loop, settings.bound(), port));
        RtpStream stream = new RtpStream(random.nextInt(), random.nextInt(FIRST_SEQUENCE_MOST), random.nextInt());
        Leg leg = new Leg(callId, legId, media, sockets, stream, listener);
        try {
            lane.loop.submit(() -> lane.board.arrived(leg));
        } catch (RelayOverloaded e) {
            sockets.close();
            ports.release(sockets.rtp().port());
            throw e;
        }
        return new OpenLeg(leg, lane);
    }

    private LegPorts portsOf(Leg leg) {
        return LegPorts.of(settings, leg.sockets);
    }

    private Lane laneOf(String callId) {
        int hash = callId.hashCode();
        return lanes.get(Math.floorMod(hash ^ (hash >>> 16), lanes.size()));
    }

    private @Nullable OpenLeg find(String callId, String legId) {
        return calls.getOrDefault(callId, Map.of()).get(legId);
    }

    private interface Order {
        void carryOut(Switchboard board, Leg leg);
    }

    private synchronized void order(String callId, String legId, Order order) {
        OpenLeg open = find(callId, legId);
        if (open != null) {
            order(open, order);
        }
    }

    private static void order(OpenLeg open, Order order) {
        Switchboard board = open.lane.board;
        open.submit(() -> order.carryOut(board, open.leg));
    }

    /** What frees is never refused. */
    private synchronized void release(String callId, String legId, Order order) {
        OpenLeg open = find(callId, legId);
        if (open != null) {
            release(open, order);
        }
    }

    private static void release(OpenLeg open, Order order) {
        Switchboard board = open.lane.board;
        open.submitRelease(() -> order.carryOut(board, open.leg));
    }

    @Override
    public void remote(String callId, String legId, RemoteMedia remote) {
        Consumer<Runnable> onLoop = work -> release(callId, legId, (_, _) -> work.run());
        order(callId, legId, (board, leg) -> board.remote(leg, legId, remote, onLoop));
    }

    @Override
    public void join(String talkId, List<LegKey> legs) throws TalkRefused {
        join(talkId, legs, false);
    }

    @Override
    public synchronized void mix(String talkId, LegKey leg, boolean muted) throws TalkRefused {
        join(talkId, List.of(leg), true);
        mute(leg.callId(), leg.legId(), muted);
    }

    @Override
    public synchronized void overhear(String talkId, LegKey leg, @Nullable List<LegKey> heardBy) throws TalkRefused {
        Set<Leg> some = heardBy == null ? null : legs(heardBy);
        OpenLeg open = find(leg.callId(), leg.legId());
        boolean inside = open != null && open.room != null && open.room.talkId.equals(talkId);
        if (open != null && open.room != null && !inside) {
            leave(open);
        }
        order(leg.callId(), leg.legId(), (board, it) -> board.heardBy(it, some));
        if (!inside) {
            join(talkId, List.of(leg), false);
        }
    }

    private Set<Leg> legs(List<LegKey> keys) {
        return keys.stream()
                .map(key -> find(key.callId(), key.legId()))
                .filter(Objects::nonNull)
                .map(open -> open.leg)
                .collect(Collectors.toSet());
    }

    private synchronized void join(String talkId, List<LegKey> legs, boolean mixed) throws TalkRefused {
        List<OpenLeg> entering = legs.stream()
                .map(key -> find(key.callId(), key.legId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Room known = talks.get(talkId);
        long more = entering.stream()
                .filter(open -> known == null || open.room != known)
                .count();
        if (more + (known == null ? 0 : known.legs.size()) > Talk.MOST) {
            throw new TalkRefused("talk " + talkId + " cannot have more than " + Talk.MOST + " legs");
        }
        for (OpenLeg open : entering) {
            enter(open, known == null ? talks.computeIfAbsent(talkId, id -> new Room(id, open.lane, mixed)) : known);
        }
    }

    /** All legs of a talk are on one loop; a leg stays where its last talk was. */
    private void enter(OpenLeg open, Room room) {
        if (open.lane != room.lane) {
            Lane from = open.lane;
            Lane to = room.lane;
            open.submitRelease(() -> from.board.handOver(open.leg, to.loop, to.board));
            open.lane = to;
        }
        order(open, (board, leg) -> board.enter(leg, room.talk));
        if (open.room != room) {
            vacate(open);
            open.room = room;
            room.legs.add(open);
        }
    }

    private void vacate(OpenLeg open) {
        Room room = open.room;
        if (room != null) {
            open.room = null;
            room.legs.remove(open);
            if (room.legs.isEmpty()) {
                talks.remove(room.talkId);
            }
        }
    }

    @Override
    public synchronized void leave(String callId, String legId) {
        Optional.ofNullable(find(callId, legId)).ifPresent(this::leave);
    }

    private void leave(OpenLeg open) {
        release(open, Switchboard::leave);
        vacate(open);
    }

    @Override
    public synchronized void split(String talkId) {
        Room room = talks.get(talkId);
        if (room != null) {
            List.copyOf(room.legs).forEach(this::leave);
        }
    }

    @Override
    public void mute(String callId, String legId, boolean muted) {
        order(callId, legId, (board, leg) -> board.mute(leg, muted));
    }

    @Override
    public synchronized void sound(String talkId, AudioSource source) {
        Optional.ofNullable(talks.get(talkId)).ifPresent(room -> room.lane.loop.submit(() -> room.talk.sound(source)));
    }

    @Override
    public synchronized void play(String callId, String legId, Playback playback) {
        OpenLeg open = find(callId, legId);
        if (open != null) {
            order(open, (board, leg) -> board.play(leg, playback));
        } else if (!over) {
            laneOf(callId)
                    .loop
                    .submit(() -> listener.playbackFinished(callId, legId, playback.playbackId(), PlaybackEnd.CLOSED));
        }
    }

    @Override
    public void stop(String callId, String legId) {
        release(callId, legId, Switchboard::stop);
    }

    @Override
    public void record(String callId, String legId, Tape tape) {
        tape(callId, legId, tape, (board, leg) -> board.record(leg, tape));
    }

    @Override
    public void recordTalk(String callId, String legId, Tape tape) {
        tape(callId, legId, tape, (board, leg) -> board.recordTalk(leg, tape));
    }

    private synchronized void tape(String callId, String legId, Tape tape, Order order) {
        OpenLeg open = find(callId, legId);
        if (open != null) {
            order(open, order);
        } else if (!over) {
            laneOf(callId).loop.submit(tape::over);
        }
    }

    @Override
    public void endTalkRecording(String callId, String legId) {
        release(callId, legId, Switchboard::endTalkRecording);
    }

    @Override
    public void notice(String callId, String legId, String playbackId, List<AudioSource> copies) {
        order(callId, legId, (board, leg) -> board.notice(leg, playbackId, copies));
    }

    @Override
    public void endRecording(String callId, String legId) {
        release(callId, legId, Switchboard::endRecording);
    }

    @Override
    public void listenForDigits(String callId, String legId, boolean listen) {
        order(callId, legId, (board, leg) -> board.listen(leg, listen));
    }

    @Override
    public void pressed(String callId, String legId, char key, int durationMs) {
        order(callId, legId, (board, leg) -> board.pressed(leg, key, durationMs));
    }

    @Override
    public void due(String callId, String legId) {
        order(callId, legId, Switchboard::due);
    }

    @Override
    public PortFigures ports() {
        return ports.figures();
    }

    @Override
    public synchronized Optional<LegCounters> counters(String callId, String legId) {
        return Optional.ofNullable(find(callId, legId)).map(open -> open.leg.counts.now());
    }

    @Override
    public synchronized Optional<LegQuality> quality(String callId, String legId) {
        return Optional.ofNullable(find(callId, legId)).map(open -> open.leg.meter.now());
    }

    @Override
    public synchronized LegCounters totals() {
        return calls.values().stream()
                .flatMap(legs -> legs.values().stream())
                .distinct()
                .map(open -> open.leg.counts.now())
                .reduce(ofClosed, LegCounters::plus);
    }

    @Override
    public synchronized void close(String callId, String legId) {
        Map<String, OpenLeg> legs = calls.get(callId);
        OpenLeg open = legs == null ? null : legs.remove(legId);
        if (legs == null || open == null) {
            return;
        }
        if (legs.isEmpty()) {
            calls.remove(callId);
        }
        open.names--;
        if (open.names > 0) {
            return;
        }
        openLegs--;
        ofClosed = ofClosed.plus(open.leg.counts.now());
        vacate(open);
        Switchboard board = open.lane.board;
        open.submitRelease(() -> {
            board.close(open.leg);
            ports.release(open.leg.sockets.rtp().port());
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
        List<OpenLeg> left;
        synchronized (this) {
            over = true;
            left = calls.values().stream()
                    .flatMap(legs -> legs.values().stream())
                    .toList();
            calls.clear();
            talks.clear();
        }
        lanes.forEach(lane -> lane.loop.close());
        // One that was on its way between two loops has been closed by neither.
        left.forEach(open -> open.leg.sockets.close());
    }
}
