package io.ringlog.relay;

import io.ringlog.media.audio.AudioSource;
import io.ringlog.media.rtp.Rtcp;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.relay.LegCounts.Of;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All legs of one loop, and what happens to their packets. Runs on the loop's thread only, and owns neither the thread
 * nor the sockets' mechanics.
 */
final class Switchboard implements MediaLoop.Work {
    private final RelayListener listener;
    private final Engine engine;
    private final Watch watch;
    private final Set<Leg> legs = new LinkedHashSet<>();
    private final Map<Leg, Queue<Runnable>> expected = new HashMap<>();
    private final RtpView view = new RtpView();
    private long now;

    Switchboard(RelaySettings settings, RelayListener listener, long nowNanos) {
        this.listener = listener;
        this.now = nowNanos;
        this.engine = new Engine(listener, nowNanos);
        this.watch = new Watch(settings, listener);
    }

    @Override
    public long runDue(long nowNanos) {
        now = nowNanos;
        long frames = engine.run(now);
        long checks = legs.isEmpty() ? Long.MAX_VALUE : watch.run(legs, now);
        return Math.min(frames, checks);
    }

    @Override
    public void end() {
        Set.copyOf(legs).forEach(this::close);
    }

    /** Carries out what concerns a leg, at once or when it has come over from another loop. */
    void at(Leg leg, Runnable command) {
        if (legs.contains(leg)) {
            command.run();
        } else {
            Objects.requireNonNull(expected.computeIfAbsent(leg, any -> new ArrayDeque<>()))
                    .add(command);
        }
    }

    /** A leg is here: newly opened, or from another loop. */
    void arrived(Leg leg) {
        legs.add(leg);
        leg.at(watch);
        leg.sockets.rtp().listen((packet, from) -> rtp(leg, packet, from));
        leg.sockets.rtcp().listen((packet, from) -> rtcp(leg, packet, from));
        TalkRecorder tape = leg.taped();
        if (tape != null) {
            tape.goOn(engine);
        }
        Queue<Runnable> waiting = expected.remove(leg);
        if (waiting != null) {
            waiting.forEach(command -> at(leg, command));
        }
    }

    /** Gives a leg to another loop, where it shall talk. */
    void handOver(Leg leg, MediaLoop to, Switchboard there) {
        engine.stop(leg, PlaybackEnd.CONNECTED);
        endRecording(leg);
        TalkRecorder tape = leg.taped();
        if (tape != null) {
            tape.pause();
        }
        leave(leg);
        watch.forget(leg);
        legs.remove(leg);
        to.adopt(leg.sockets, () -> there.arrived(leg));
    }

    /**
     * @param name the leg's, or that of the branch it was answered by
     * @param onLoop runs what concerns the leg on the loop that it is on then
     */
    void remote(Leg leg, String name, RemoteMedia remote, Consumer<Runnable> onLoop) {
        leg.legId = name;
        leg.remote(remote, onLoop);
        leg.watchedSince = leg.watchedSince == 0 ? 0 : System.nanoTime();
        if (leg.talk != null) {
            leg.talk.route();
        }
    }

    /** A talk for legs of this loop; of one that is mixed from the start is told who speaks. */
    Talk talk(String talkId, boolean mixed) {
        return new Talk(
                engine, mixed, mixed ? seat -> listener.speaks(talkId, seat == null ? null : key(seat.leg)) : _ -> {});
    }

    private static LegKey key(Leg leg) {
        return new LegKey(leg.callId, leg.legId);
    }

    void enter(Leg leg, Talk talk) {
        engine.stop(leg, PlaybackEnd.CONNECTED);
        endRecording(leg);
        if (leg.talk != talk) {
            leave(leg);
            talk.enter(leg);
        }
        watch.begin(leg);
    }

    void leave(Leg leg) {
        Talk talk = leg.talk;
        leg.dropKeys();
        if (talk != null) {
            leg.mute(false);
            leg.heardBy(null);
            talk.leave(leg);
        }
    }

    void mute(Leg leg, boolean muted) {
        leg.mute(muted);
    }

    /** Who of its talk hears it from now on, or from when it enters one; null for all. */
    void heardBy(Leg leg, @Nullable Set<Leg> some) {
        leg.heardBy(some);
        if (leg.talk != null) {
            leg.talk.route();
        }
    }

    void due(Leg leg) {
        watch.begin(leg);
    }

    void play(Leg leg, Playback playback) {
        watch.begin(leg);
        engine.play(leg, playback);
    }

    void stop(Leg leg) {
        engine.stop(leg, PlaybackEnd.STOPPED);
    }

    void record(Leg leg, Tape tape) {
        endRecording(leg);
        watch.begin(leg);
        new Recorder(engine, leg, tape).begin();
    }

    void endRecording(Leg leg) {
        Recorder recorder = leg.recorder();
        if (recorder != null) {
            recorder.end();
        }
    }

    void recordTalk(Leg leg, Tape tape) {
        endTalkRecording(leg);
        new TalkRecorder(engine, leg, tape).begin();
    }

    void endTalkRecording(Leg leg) {
        TalkRecorder recorder = leg.taped();
        if (recorder != null) {
            recorder.end();
        }
    }

    /** Plays to a leg and to whoever it talks to; who hears something else already is left alone. */
    void notice(Leg leg, String playbackId, List<AudioSource> copies) {
        Talk talk = leg.talk;
        if (talk != null && talk.isMixed()) {
            talk.sound(copies.getFirst());
            return;
        }
        List<Leg> all = talk == null ? List.of(leg) : List.copyOf(talk.legs());
        for (int i = 0; i < Math.min(all.size(), copies.size()); i++) {
            if (!(all.get(i).hears() instanceof Played)) {
                engine.play(all.get(i), new Playback(playbackId, copies.get(i)));
            }
        }
    }

    /** A key that a party has pressed beside its media is told to whom it talks to, unless its media tells keys too. */
    void pressed(Leg leg, char key, int durationMs) {
        Leg other = leg.partner();
        if (other == null || leg.isMuted() || leg.ears.isTyping()) {
            leg.counts.one(Of.SUPPRESSED);
        } else if (other.takesEvents()) {
            other.keys(engine).press(key, durationMs);
        } else {
            listener.keyUntold(other.callId, other.legId, key, durationMs);
        }
    }

    void listen(Leg leg, boolean listening) {
        leg.overhear(listening);
    }

    void close(Leg leg) {
        engine.stop(leg, PlaybackEnd.CLOSED);
        endRecording(leg);
        endTalkRecording(leg);
        watch.forget(leg);
        leave(leg);
        legs.remove(leg);
        IceLink.end(leg.ice);
        leg.sockets.close();
        listener.closed(leg.callId, leg.legId, leg.counts.now());
    }

    private void rtp(Leg leg, ByteBuffer wire, @Nullable InetSocketAddress from) {
        Guard guard = leg.guard();
        IceLink ice = leg.ice;
        if (ice != null && (ice.takes(wire, from, System.nanoTime()) || guard == null)) {
            return;
        }
        if (leg.isMuxed() && Rtcp.hasTypeOfRtcp(wire)) {
            rtcp(leg, wire, from);
            return;
        }
        ByteBuffer packet = guard == null ? wire : opened(leg, guard, wire, from);
        if (packet == null) {
            return;
        }
        if (!view.wrap(packet)) {
            leg.counts.one(Of.MALFORMED);
            return;
        }
        if (!leg.admits(from)) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        if (leg.ssrcIn != view.ssrc()) {
            leg.ears.reset();
            leg.meter.otherSource();
            leg.ssrcIn = view.ssrc();
        }
        now = System.nanoTime();
        watch.heard(leg, now);
        leg.meter.received(leg, view, now);
        leg.counts.one(Of.PACKETS_IN);
        leg.counts.add(Of.BYTES_IN, packet.remaining());
        if (!leg.sends()) {
            leg.counts.one(Of.HELD);
            return;
        }
        leg.says(view, packet);
    }

    /** What an encrypted packet was; nobody's address is learned by one that is not authentic. */
    private static @Nullable ByteBuffer opened(
            Leg leg, Guard guard, ByteBuffer wire, @Nullable InetSocketAddress from) {
        if (!leg.mayAdmit(from)) {
            leg.counts.one(Of.FOREIGN);
            return null;
        }
        ByteBuffer packet = guard.open(wire);
        if (packet == null) {
            leg.counts.one(Of.UNAUTHENTIC);
        }
        return packet;
    }

    private void rtcp(Leg leg, ByteBuffer wire, @Nullable InetSocketAddress from) {
        Guard guard = leg.guard();
        if (guard == null && leg.ice != null) {
            return;
        }
        ByteBuffer packet = guard == null ? wire : guard.openReport(wire);
        if (packet == null) {
            leg.counts.one(Of.UNAUTHENTIC);
            return;
        }
        if (!Rtcp.is(packet)) {
            leg.counts.one(Of.MALFORMED);
            return;
        }
        if (!leg.admitsRtcp(from)) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        long at = System.nanoTime();
        watch.alive(leg, at);
        leg.counts.one(Of.RTCP_IN);
        leg.meter.reported(leg, packet, at);
        leg.reports(packet);
    }
}
