package io.ringlog.relay;

import io.ringlog.media.audio.G711;
import io.ringlog.media.rtp.RtpStream;
import io.ringlog.media.rtp.RtpView;
import io.ringlog.relay.LegCounts.Of;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One leg of a call as its loop sees it: its sockets, its far end, and its path. What its party says goes to a list of
 * sinks; what its party hears comes from one source. Confined to its loop's thread, except for its names and counts.
 */
final class Leg {
    final String callId;
    /** Whose it is now: the branches of a fork share one. */
    String legId;

    final LegCounts counts = new LegCounts();
    final LegMeter meter = new LegMeter();
    final FarEnd farEnd = new FarEnd();
    final Ears ears;
    final Told told;
    final SocketPair sockets;

    /** Who it talks to. */
    @Nullable
    Talk talk;

    int ssrcIn;
    long heardAt;
    /** Since when its silence counts; 0 while it does not. */
    long watchedSince;

    /** When its silence was last told; 0 while it speaks. */
    long reportedAt;

    /** Since when it has been on hold and nothing was heard of it; 0 while media is due. */
    long quietOnHoldSince;

    /** The way to it, where that is found by ICE. */
    @Nullable
    IceLink ice;

    private final LegMedia local;
    private @Nullable Watch watch;
    private Sink[] sinks;
    private Sink link;
    private boolean overheard;
    private @Nullable Recorder recorder;
    private @Nullable TalkRecorder taped;
    private boolean muted;
    private @Nullable Keys keys;
    private @Nullable Set<Leg> heardBy;
    private Source source = Source.NOBODY;
    private Source behind = Source.NOBODY;
    private @Nullable InetSocketAddress target;
    private @Nullable InetSocketAddress rtcpTarget;
    private boolean heard;
    private final Allowance unheard = new Allowance();
    private @Nullable Guard guard;

    Leg(String callId, String legId, LegMedia local, SocketPair sockets, RtpStream stream, RelayListener listener) {
        this.callId = callId;
        this.legId = legId;
        this.local = local;
        this.sockets = sockets;
        this.told = new Told(stream);
        this.ears = new Ears(this, listener);
        this.link = ears;
        this.sinks = new Sink[] {ears};
    }

    /** Whose loop it is on now. */
    void at(Watch now) {
        watch = now;
    }

    Watch watch() {
        return Objects.requireNonNull(watch, "the leg is on no loop yet");
    }

    /** Nobody talks to it: the platform listens. */
    void alone() {
        path(ears, Source.NOBODY);
    }

    /** Where what it says goes, and what it hears when nothing is played to it. */
    void path(Sink to, Source from) {
        link = to;
        source = source instanceof Played || source instanceof Keys ? source : from;
        behind = from;
        lay();
    }

    /** Lets the platform hear its digits too while it talks. */
    void overhear(boolean wanted) {
        overheard = wanted;
        lay();
    }

    /** Puts what it says on a tape too, or no more. */
    void recordedBy(@Nullable Recorder with) {
        recorder = with;
        lay();
    }

    @Nullable
    Recorder recorder() {
        return recorder;
    }

    /** Puts what it says and what it is told on a tape too, or no more. */
    void taped(@Nullable TalkRecorder by) {
        taped = by;
        lay();
    }

    @Nullable
    TalkRecorder taped() {
        return taped;
    }

    /** Keeps what it says from those it talks to. */
    void mute(boolean wanted) {
        muted = wanted;
        lay();
    }

    boolean isMuted() {
        return muted;
    }

    /** Who of those it talks to hears it; null for all of them. */
    void heardBy(@Nullable Set<Leg> some) {
        heardBy = some;
    }

    /** Whether it is heard by some of those it talks to, or by nobody. */
    boolean isAside() {
        return heardBy != null;
    }

    boolean isHeardBy(Leg other) {
        return heardBy == null || heardBy.contains(other);
    }

    private void lay() {
        Sink out = muted && link != ears ? Sink.NOBODY : link;
        List<Sink> path = new ArrayList<>(4);
        if (recorder != null) {
            path.add(recorder);
        }
        if (taped != null) {
            path.add(taped);
        }
        if (overheard && out != ears) {
            path.add(ears);
        }
        path.add(out);
        sinks = path.toArray(Sink[]::new);
    }

    /** Tells it keys as telephone events. */
    Keys keys(Engine engine) {
        Keys now = keys == null ? new Keys(engine, this) : keys;
        keys = now;
        return now;
    }

    /** What it has yet to be told of keys is nobody's any more, and how it sends its own is to be seen again. */
    void dropKeys() {
        ears.talkOver();
        if (keys != null) {
            keys.drop();
            keys = null;
        }
    }

    /** The other one of a talk of two who are wired; null in every other. */
    @Nullable
    Leg partner() {
        Talk now = talk;
        return now == null || now.isMixed() || now.legs().size() != 2
                ? null
                : now.legs().getFirst() == this
                        ? now.legs().getLast()
                        : now.legs().getFirst();
    }

    /** Whether its party can be told keys by telephone events. */
    boolean takesEvents() {
        RemoteMedia remote = remote();
        return remote != null && remote.payloads().telephoneEvent() != Payloads.NO_EVENTS;
    }

    /** Something is played to it, in place of what it hears otherwise. */
    void cover(Source other) {
        source = other;
    }

    void uncover() {
        source = behind;
    }

    Source hears() {
        return source;
    }

    void says(RtpView view, ByteBuffer packet) {
        ears.see(view, packet);
        for (Sink sink : sinks) {
            sink.take(this, view, packet);
        }
    }

    void reports(ByteBuffer packet) {
        for (Sink sink : sinks) {
            sink.takeReport(packet);
        }
    }

    void remote(RemoteMedia remote, Consumer<Runnable> onLoop) {
        ice = IceLink.after(ice, this, remote.ice(), onLoop);
        if (farEnd.told(remote, System.nanoTime())) {
            sockets.rtp().disconnect();
            heard = false;
            rtcpTarget = null;
            ears.reset();
        }
        target = farEnd.address();
        Protection keys = remote.protection();
        if (keys != null && guard == null) {
            guard = new Guard(keys);
        } else if (keys != null && guard != null) {
            guard.use(keys);
        }
    }

    /** What its packets are encrypted by on the wire; null while they are in the clear there. */
    @Nullable
    Guard guard() {
        RemoteMedia remote = remote();
        return ice != null ? ice.guard() : remote == null || remote.protection() == null ? null : guard;
    }

    /** Whether a packet may be the leg's by where it comes from; learns nothing. */
    boolean mayAdmit(@Nullable InetSocketAddress from) {
        return ice != null ? ice.isFrom(from) : from == null || isHome(from) || farEnd.admits(from, System.nanoTime());
    }

    @Nullable
    RemoteMedia remote() {
        return farEnd.remote();
    }

    /** Whether a valid packet belongs to the leg; learns its sender, and fixes the socket to it. */
    boolean admits(@Nullable InetSocketAddress from) {
        if (ice != null || from == null || isHome(from)) {
            unheard.giveBack();
            return ice == null || ice.isFrom(from);
        }
        if (!farEnd.admits(from, System.nanoTime())) {
            return false;
        }
        farEnd.learn(from);
        target = from;
        heard = true;
        unheard.giveBack();
        if (farEnd.isAtHome()) {
            sockets.rtp().connect(from);
        }
        return true;
    }

    private boolean isHome(InetSocketAddress from) {
        return heard && from.equals(target);
    }

    /** Whether one more packet may go to an address; one that is not known to be the party's own has its share. */
    private boolean mayHear(boolean known) {
        boolean lets = unheard.lets(known);
        if (!lets) {
            counts.one(Of.UNHEARD);
        }
        return lets;
    }

    /** Opens the socket again: the party may speak from elsewhere. */
    void lose(long now) {
        if (farEnd.lose(now)) {
            sockets.rtp().disconnect();
        }
    }

    /** Reports come from the host the media comes from, whatever port NAT gave them. */
    boolean admitsRtcp(@Nullable InetSocketAddress from) {
        if (ice != null || from == null) {
            return ice == null || ice.isFrom(from);
        }
        if (target == null || !from.getAddress().equals(target.getAddress())) {
            return false;
        }
        rtcpTarget = from;
        return true;
    }

    boolean isMuxed() {
        RemoteMedia remote = remote();
        return remote != null && remote.rtcpMux();
    }

    boolean sends() {
        RemoteMedia remote = remote();
        return remote != null && remote.direction().sends();
    }

    boolean receives() {
        RemoteMedia remote = remote();
        return remote != null && remote.receives();
    }

    /** Whether it has said that no packets are due from it or to it. A party that has said nothing owes them. */
    boolean isOnHold() {
        return remote() != null && !(sends() && receives());
    }

    /** The number under which the leg sends telephone events. */
    int eventsIn() {
        RemoteMedia remote = remote();
        if (local.telephoneEvent() != LegMedia.AS_REMOTE || remote == null) {
            return local.telephoneEvent();
        }
        return remote.payloads().telephoneEvent();
    }

    /** How long a unit of the timestamps of a payload type lasts, in nanoseconds; 0 where that is not known. */
    int unitNanos(int payloadType) {
        RemoteMedia remote = remote();
        return remote == null ? 0 : remote.payloads().unitNanos(payloadType);
    }

    /** The same for a stream that its party is told, or will be at first; -1 for one that it is not. */
    int unitNanosTold(int ssrc) {
        Leg other = told.isBegun() ? told.speaker() : partner();
        if (ssrc != (told.isBegun() || other == null ? told.stream.ssrc() : other.ssrcIn)) {
            return -1;
        }
        return other == null ? Engine.UNIT_NANOS : other.meter.unitNanos();
    }

    /** The law the engine speaks to it. */
    @Nullable
    G711 law() {
        RemoteMedia remote = remote();
        List<G711> laws = remote == null ? List.of() : remote.payloads().laws();
        return laws.isEmpty() ? null : laws.getFirst();
    }

    boolean send(ByteBuffer packet) {
        if (ice != null) {
            return ice.send(packet);
        }
        if (target != null && !mayHear(heard || farEnd.isBesideSignalling())) {
            return false;
        }
        Guard now = guard();
        ByteBuffer wire = now == null ? packet : now.seal(packet);
        boolean sent = target != null && wire != null && sockets.rtp().send(wire, target);
        if (!sent) {
            counts.one(Of.UNSENT);
        }
        return sent;
    }

    void sendRtcp(ByteBuffer packet) {
        RemoteMedia remote = remote();
        if (remote == null || target == null || (ice != null && ice.sendsReport(packet))) {
            return;
        }
        InetSocketAddress reports = rtcpTarget == null ? remote.rtcp() : rtcpTarget;
        InetSocketAddress to = remote.rtcpMux() ? target : reports;
        boolean known = remote.isBesideSignalling() || (heard && to.getAddress().equals(target.getAddress()));
        if (to.getPort() == 0 || !mayHear(known)) {
            return;
        }
        meter.asks(packet, System.nanoTime());
        Guard now = guard();
        ByteBuffer wire = now == null ? packet : now.sealReport(packet);
        if (wire != null && (remote.rtcpMux() ? sockets.rtp() : sockets.rtcp()).send(wire, to)) {
            counts.one(Of.RTCP_OUT);
        }
    }
}
