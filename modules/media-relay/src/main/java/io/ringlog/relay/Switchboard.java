package io.ringlog.relay;

import io.ringlog.media.rtp.Rtcp;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.relay.LegCounts.Of;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
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

    void open(Leg leg) {
        legs.add(leg);
        leg.sockets.rtp().listen((packet, from) -> rtp(leg, packet, from));
        leg.sockets.rtcp().listen((packet, from) -> rtcp(leg, packet, from));
    }

    void remote(Leg leg, RemoteMedia remote) {
        if (leg.closed) {
            return;
        }
        leg.remote(remote);
        leg.watchedSince = leg.watchedSince == 0 ? 0 : System.nanoTime();
        route(leg);
    }

    void connect(Leg a, Leg b) {
        if (a.closed || b.closed) {
            return;
        }
        part(a);
        part(b);
        engine.stop(a, PlaybackEnd.CONNECTED);
        engine.stop(b, PlaybackEnd.CONNECTED);
        a.peer = b;
        b.peer = a;
        watch.begin(a);
        watch.begin(b);
        route(a);
    }

    void part(Leg leg) {
        Leg peer = leg.peer;
        if (peer != null) {
            peer.peer = null;
            leg.peer = null;
        }
    }

    private static void route(Leg leg) {
        Leg peer = leg.peer;
        if (peer != null) {
            leg.toPeer = rewrite(leg, peer);
            peer.toPeer = rewrite(peer, leg);
        }
    }

    private static Rewrite rewrite(Leg from, Leg to) {
        RemoteMedia receiver = to.remote();
        return receiver == null ? Rewrite.NOTHING : new Rewrite(from.eventsIn(), receiver.payloads());
    }

    void play(Leg leg, Playback playback) {
        if (!leg.closed) {
            watch.begin(leg);
        }
        engine.play(leg, playback);
    }

    void stop(Leg leg) {
        engine.stop(leg, PlaybackEnd.STOPPED);
    }

    void listen(Leg leg, boolean listening) {
        leg.listening = listening;
    }

    void close(Leg leg) {
        if (leg.closed) {
            return;
        }
        leg.closed = true;
        engine.stop(leg, PlaybackEnd.CLOSED);
        leg.digits.quiet();
        part(leg);
        legs.remove(leg);
        leg.sockets.close();
        listener.closed(leg.callId, leg.legId, leg.counts.now());
    }

    private void rtp(Leg leg, ByteBuffer packet, @Nullable InetSocketAddress from) {
        if (leg.isMuxed() && Rtcp.hasTypeOfRtcp(packet)) {
            rtcp(leg, packet, from);
            return;
        }
        if (!view.wrap(packet)) {
            leg.counts.one(Of.MALFORMED);
            return;
        }
        if (!leg.admits(from, view.ssrc())) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        if (leg.ssrcIn != view.ssrc()) {
            // Another stream has another clock: its events must not be measured against the old one's.
            leg.digits.reset();
            leg.ssrcIn = view.ssrc();
        }
        now = System.nanoTime();
        watch.heard(leg, now);
        leg.counts.one(Of.PACKETS_IN);
        leg.counts.add(Of.BYTES_IN, packet.remaining());
        if (!leg.sends()) {
            leg.counts.one(Of.HELD);
            return;
        }
        listen(leg, packet);
        Leg peer = leg.peer;
        if (peer != null) {
            forward(leg, peer, packet);
        }
    }

    private void listen(Leg leg, ByteBuffer packet) {
        if (leg.engineListens()
                && view.payloadType() == leg.eventsIn()
                && leg.digits.accept(view.timestamp(), packet, view.payloadOffset(), view.payloadLength())) {
            leg.digitAt = now;
            watch.digit(leg);
        }
    }

    private void forward(Leg from, Leg to, ByteBuffer packet) {
        if (to.playing != null) {
            to.counts.one(Of.SUPPRESSED);
            return;
        }
        if (!to.receives()) {
            to.counts.one(Of.HELD);
            return;
        }
        Rewrite.Result result = from.toPeer.apply(view);
        if (result == Rewrite.Result.UNUSABLE) {
            to.counts.one(Of.SUPPRESSED);
            return;
        }
        int bytes = packet.remaining();
        if (to.send(packet)) {
            to.counts.one(Of.FORWARDED);
            to.counts.add(Of.FORWARDED_BYTES, bytes);
            to.counts.add(Of.TRANSCODED, result == Rewrite.Result.TRANSCODED ? 1 : 0);
        }
    }

    private void rtcp(Leg leg, ByteBuffer packet, @Nullable InetSocketAddress from) {
        if (!Rtcp.is(packet)) {
            leg.counts.one(Of.MALFORMED);
            return;
        }
        if (!leg.admitsRtcp(from)) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        watch.alive(leg, System.nanoTime());
        leg.counts.one(Of.RTCP_IN);
        Leg peer = leg.peer;
        if (peer != null) {
            peer.sendRtcp(packet);
        }
    }
}
