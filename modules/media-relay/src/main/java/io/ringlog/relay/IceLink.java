package io.ringlog.relay;

import io.ringlog.media.ice.IceLite;
import io.ringlog.relay.LegCounts.Of;
import io.ringlog.relay.dtls.DtlsEndpoint;
import io.ringlog.relay.dtls.DtlsFault;
import io.ringlog.relay.dtls.SrtpKeys;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way to a leg that is found by ICE: who it is says a check under its password, where it is to be sent to says the
 * last check that nominates, and for as long as such checks come (RFC 7675). DTLS and media are taken from wherever
 * checks came from and from nowhere else: who speaks need not have nominated yet (RFC 8445 section 12.2).
 * Confined to its loop's thread, but for its handshake, which hands what it has to the loop.
 *
 * <pre>
 *   Unknown ──check that nominates──► Nominated ──DTLS──► Keyed ──quiet for 30 s──► (nothing is sent) ──check──► Keyed
 * </pre>
 */
final class IceLink {
    /** RFC 7675 section 5.1: nobody is sent to who has not agreed for so long. */
    static final long CONSENT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int CHECK_BYTES_MOST = 548;

    /** From elsewhere than where the party was found: it checks some addresses some times a second at most. */
    private static final int CHECKS_A_SECOND = 100;

    /** One is enough but for what is lost; each costs a millisecond. */
    static final int HANDSHAKES_MOST = 8;

    /** A party has some addresses; of more those that were checked last are remembered. */
    private static final int PLACES_MOST = 8;

    private final Leg leg;
    private final byte[] scratch = new byte[CHECK_BYTES_MOST];
    private volatile Consumer<Runnable> onLoop;
    private IceMedia media;
    private IceLite ice;
    /** Where checks under our password came from, the last one last. */
    private final LinkedHashSet<InetSocketAddress> places = new LinkedHashSet<>();

    private @Nullable InetSocketAddress nominated;
    /** Where DTLS came from last. */
    private @Nullable InetSocketAddress shakes;

    private long agreedAt;
    private @Nullable DtlsEndpoint endpoint;
    private @Nullable Shaking shaking;
    private @Nullable Guard guard;
    private long second;
    private int checks;
    private int handshakes;

    /** @param onLoop runs what the handshake has on the loop that the leg is on then */
    IceLink(Leg leg, IceMedia media, Consumer<Runnable> onLoop) {
        this.leg = leg;
        this.onLoop = onLoop;
        this.media = media;
        this.ice = agent(media);
    }

    private static IceLite agent(IceMedia media) {
        IceLite agent = new IceLite(media.ours());
        agent.with(media.theirUfrag());
        return agent;
    }

    /** The way after a description: the one there was, gone on with, a new one, or none. */
    static @Nullable IceLink after(
            @Nullable IceLink before, Leg leg, @Nullable IceMedia now, Consumer<Runnable> onLoop) {
        if (before != null && now != null) {
            before.use(now, onLoop);
            return before;
        }
        end(before);
        return now == null ? null : new IceLink(leg, now, onLoop);
    }

    /**
     * Its description says this from now on: ICE begins anew under other names, DTLS with another certificate or in
     * another part (RFC 8842 section 3.1).
     */
    private void use(IceMedia now, Consumer<Runnable> where) {
        onLoop = where;
        if (!now.theirs().equals(media.theirs()) || now.isClient() != media.isClient()) {
            end();
            handshakes = 0;
            guard = null;
            nominated = null;
            shakes = null;
            places.clear();
        }
        if (!now.ours().equals(media.ours()) || !now.theirUfrag().equals(media.theirUfrag())) {
            ice = agent(now);
        }
        media = now;
    }

    /** Whether a packet was one of ICE or DTLS, and is dealt with. */
    boolean takes(ByteBuffer packet, @Nullable InetSocketAddress from, long now) {
        if (!packet.hasRemaining() || from == null) {
            return false;
        }
        int first = packet.get(packet.position()) & 0xFF;
        if (IceLite.isStun(first)) {
            check(packet, from, now);
            return true;
        }
        if (DtlsEndpoint.isDtls(first)) {
            handshake(packet, from);
            return true;
        }
        return false;
    }

    private void check(ByteBuffer packet, InetSocketAddress from, long now) {
        int length = packet.remaining();
        if (length > CHECK_BYTES_MOST) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        packet.get(packet.position(), scratch, 0, length);
        Optional<IceLite.Named> named = ice.read(scratch, length);
        if (named.isPresent() && !from.equals(nominated) && !mayCheck(now)) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        named.flatMap(it -> it.check(from.getAddress().getAddress(), from.getPort()))
                .ifPresentOrElse(checked -> checked(checked, from, now), () -> leg.counts.one(Of.UNAUTHENTIC));
    }

    /** Who does not even know how we are named uses none of it up. */
    private boolean mayCheck(long now) {
        if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
            second = now;
            checks = 0;
        }
        return checks++ < CHECKS_A_SECOND;
    }

    private void checked(IceLite.Checked checked, InetSocketAddress from, long now) {
        leg.sockets.rtp().send(ByteBuffer.wrap(checked.answer()), from);
        if (!checked.succeeds()) {
            return;
        }
        places.addLast(from);
        if (places.size() > PLACES_MOST) {
            places.removeFirst();
        }
        if (checked.nominates() || from.equals(nominated)) {
            nominated = from;
            agreedAt = now;
            if (media.isClient() && endpoint == null) {
                shakes = from;
                begin(from);
            }
        }
    }

    private void handshake(ByteBuffer packet, InetSocketAddress from) {
        if (!isFrom(from)) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        shakes = from;
        DtlsEndpoint now = endpoint == null ? begin(from) : endpoint;
        if (now == null) {
            leg.counts.one(Of.FOREIGN);
            return;
        }
        byte[] taken = new byte[packet.remaining()];
        packet.get(packet.position(), taken);
        now.packet(taken);
    }

    /** Null when as many were begun as may be. */
    private @Nullable DtlsEndpoint begin(InetSocketAddress from) {
        if (handshakes == HANDSHAKES_MOST) {
            return null;
        }
        handshakes++;
        Shaking hands = new Shaking();
        shaking = hands;
        DtlsEndpoint begun =
                media.door().open(from.getAddress(), media.theirs(), media.isClient(), this::sendLater, hands);
        endpoint = begun;
        return begun;
    }

    /** One handshake; what comes of it counts while it is the last that was begun. */
    private final class Shaking implements DtlsEndpoint.Outcome {
        @Override
        public void agreed(SrtpKeys keys) {
            onLoop.accept(() -> {
                if (shaking == this) {
                    use(new Protection(keys.suite(), keys.ours(), keys.theirs()));
                }
            });
        }

        /** It may be begun again by the next packet; one that was not let in has cost nothing. */
        @Override
        public void failed(DtlsFault why) {
            onLoop.accept(() -> {
                if (shaking == this) {
                    endpoint = null;
                    handshakes -= why == DtlsFault.CROWDED ? 1 : 0;
                }
            });
        }
    }

    private void use(Protection keys) {
        if (guard == null) {
            guard = new Guard(keys);
        } else {
            guard.use(keys);
        }
    }

    private void sendLater(byte[] packet) {
        onLoop.accept(() -> {
            InetSocketAddress to = shakes;
            if (to != null) {
                leg.sockets.rtp().send(ByteBuffer.wrap(packet), to);
            }
        });
    }

    /** What its packets go through; null while there are no keys, and none may pass. */
    @Nullable
    Guard guard() {
        return guard;
    }

    boolean isFrom(@Nullable InetSocketAddress from) {
        return from != null && (from.equals(nominated) || places.contains(from));
    }

    /** Sends to where the party was found; false when there is no such place, no key, or no room. */
    boolean send(ByteBuffer packet) {
        boolean sent = guard != null && sends(guard.seal(packet));
        if (!sent) {
            leg.counts.one(Of.UNSENT);
        }
        return sent;
    }

    /** The same for a report; true, whatever becomes of it. */
    boolean sendsReport(ByteBuffer packet) {
        leg.meter.asks(packet, System.nanoTime());
        if (guard != null && sends(guard.sealReport(packet))) {
            leg.counts.one(Of.RTCP_OUT);
        }
        return true;
    }

    private boolean sends(@Nullable ByteBuffer wire) {
        InetSocketAddress to = System.nanoTime() - agreedAt < CONSENT_NANOS ? nominated : null;
        return wire != null && to != null && leg.sockets.rtp().send(wire, to);
    }

    private void end() {
        if (endpoint != null) {
            endpoint.close();
            endpoint = null;
            shaking = null;
        }
    }

    static void end(@Nullable IceLink link) {
        if (link != null) {
            link.end();
        }
    }
}
