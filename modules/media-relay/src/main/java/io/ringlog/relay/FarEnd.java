package io.ringlog.relay;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a leg's packets really come from: symmetric RTP (RFC 4961) learned with care, so that nobody else can take the
 * stream over. Touches no socket and reads no clock.
 *
 * <p>The address of the SDP is always the party's. Another port or host is only learned where the SDP or the signalling
 * places the party, and only for a while after the leg was told to expect media. What was learned first is home: after
 * a silence the party may speak from elsewhere at the same places, and as soon as home speaks again it is preferred.
 * What a packet says of itself, its SSRC, proves nothing.
 *
 * <pre>
 *   Unknown ──SDP──► Expecting ──first valid packet──► Learned ──quiet──► Lost ──packet from a known place──► Learned
 *                        ▲────────────── SDP with another address ──────────┴───┘
 * </pre>
 */
final class FarEnd {
    /** A phone behind a NAT must speak before it can hear, so it speaks soon. */
    static final long LEARNING_NANOS = TimeUnit.SECONDS.toNanos(30);

    private sealed interface State {
        record Unknown() implements State {}

        record Expecting(RemoteMedia remote) implements State {}

        record Learned(RemoteMedia remote, InetSocketAddress address, InetSocketAddress home) implements State {}

        record Lost(RemoteMedia remote, InetSocketAddress address, InetSocketAddress home) implements State {}
    }

    private State state = new State.Unknown();
    private long learnsUntil;

    /** Media is due from now on: the next while is for learning. */
    void expect(long now) {
        learnsUntil = now + LEARNING_NANOS;
    }

    /**
     * The SDP says where.
     *
     * @return whether what was learned is void
     */
    boolean told(RemoteMedia remote, long now) {
        expect(now);
        RemoteMedia before = remote();
        if (before != null && before.rtp().equals(remote.rtp()) && sameParty(before, remote)) {
            state = switch (state) {
                case State.Unknown s -> s;
                case State.Expecting s -> new State.Expecting(remote);
                case State.Learned s -> new State.Learned(remote, s.address(), s.home());
                case State.Lost s -> new State.Lost(remote, s.address(), s.home());
            };
            return false;
        }
        state = new State.Expecting(remote);
        return true;
    }

    /** A party that signals from another host has moved, whatever private address its SDP repeats. */
    private static boolean sameParty(RemoteMedia before, RemoteMedia after) {
        return before.signalling() == null || before.signalling().equals(after.signalling());
    }

    @Nullable
    RemoteMedia remote() {
        return switch (state) {
            case State.Unknown s -> null;
            case State.Expecting s -> s.remote();
            case State.Learned s -> s.remote();
            case State.Lost s -> s.remote();
        };
    }

    boolean isBesideSignalling() {
        RemoteMedia remote = remote();
        return remote != null && remote.isBesideSignalling();
    }

    /** Whether a valid packet from an address is the leg's. */
    boolean admits(InetSocketAddress from, long now) {
        return switch (state) {
            case State.Unknown s -> false;
            case State.Expecting s -> isOf(s.remote(), from, now);
            case State.Learned s ->
                from.equals(s.address())
                        || from.equals(s.home())
                        || from.equals(s.remote().rtp());
            case State.Lost s -> from.equals(s.address()) || from.equals(s.home()) || isOf(s.remote(), from, now);
        };
    }

    private boolean isOf(RemoteMedia remote, InetSocketAddress from, long now) {
        return from.equals(remote.rtp()) || (now - learnsUntil < 0 && remote.isAt(from.getAddress()));
    }

    void learn(InetSocketAddress from) {
        state = switch (state) {
            case State.Unknown s -> s;
            case State.Expecting s -> new State.Learned(s.remote(), from, from);
            case State.Learned s -> new State.Learned(s.remote(), from, home(s.remote(), s.home(), from));
            case State.Lost s -> new State.Learned(s.remote(), from, home(s.remote(), s.home(), from));
        };
    }

    private static InetSocketAddress home(RemoteMedia remote, InetSocketAddress known, InetSocketAddress from) {
        return from.equals(remote.rtp()) ? from : known;
    }

    /**
     * Whether nobody else may be the party: the socket can be closed to all others. Who speaks from another port of the
     * SDP's host may be a phone that rang beside the one that answered, so that the address of the SDP is still due.
     */
    boolean isAtHome() {
        return state instanceof State.Learned learned
                && learned.address().equals(learned.home())
                && !isBesideRtp(learned.remote().rtp(), learned.address());
    }

    private static boolean isBesideRtp(InetSocketAddress named, InetSocketAddress from) {
        return named.getAddress().equals(from.getAddress()) && named.getPort() != from.getPort();
    }

    /**
     * Nothing has come for a while.
     *
     * @return whether that changes anything
     */
    boolean lose(long now) {
        if (state instanceof State.Learned learned) {
            expect(now);
            state = new State.Lost(learned.remote(), learned.address(), learned.home());
            return true;
        }
        return false;
    }

    /** Where to send: what was learned, until then what the SDP said. */
    @Nullable
    InetSocketAddress address() {
        return switch (state) {
            case State.Unknown s -> null;
            case State.Expecting s -> s.remote().rtp();
            case State.Learned s -> s.address();
            case State.Lost s -> s.address();
        };
    }
}
