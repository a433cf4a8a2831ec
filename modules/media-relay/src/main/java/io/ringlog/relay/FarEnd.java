package io.ringlog.relay;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a leg's packets really come from: symmetric RTP (RFC 4961) learned with care, so that nobody else can take the
 * stream over. Touches no socket.
 *
 * <pre>
 *   Unknown ──SDP──► Expecting ──first valid packet──► Learned ──quiet──► Lost ──same SSRC or address──► Learned
 *                        ▲────────────── SDP with another address ──────────┴───┘
 * </pre>
 */
final class FarEnd {
    private sealed interface State {
        record Unknown() implements State {}

        record Expecting(RemoteMedia remote) implements State {}

        record Learned(RemoteMedia remote, InetSocketAddress address) implements State {}

        record Lost(RemoteMedia remote, InetSocketAddress address, int ssrc) implements State {}
    }

    private State state = new State.Unknown();

    /**
     * The SDP says where.
     *
     * @return whether what was learned is void
     */
    boolean told(RemoteMedia remote) {
        RemoteMedia before = remote();
        if (before != null && before.rtp().equals(remote.rtp())) {
            state = switch (state) {
                case State.Unknown s -> s;
                case State.Expecting s -> new State.Expecting(remote);
                case State.Learned(RemoteMedia r, InetSocketAddress address) -> new State.Learned(remote, address);
                case State.Lost(RemoteMedia r, InetSocketAddress address, int ssrc) ->
                    new State.Lost(remote, address, ssrc);
            };
            return false;
        }
        state = new State.Expecting(remote);
        return true;
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

    /** Whether a valid packet from an address is the leg's. */
    boolean admits(InetSocketAddress from, int ssrc) {
        return switch (state) {
            case State.Unknown s -> false;
            case State.Expecting s ->
                s.remote().natted() || from.getAddress().equals(s.remote().rtp().getAddress());
            case State.Learned s -> from.equals(s.address());
            case State.Lost s -> from.equals(s.address()) || ssrc == s.ssrc();
        };
    }

    void learn(InetSocketAddress from) {
        RemoteMedia remote = remote();
        if (remote != null) {
            state = new State.Learned(remote, from);
        }
    }

    /**
     * Nothing has come for a while.
     *
     * @return whether that changes anything
     */
    boolean lose(int ssrc) {
        if (state instanceof State.Learned(RemoteMedia remote, InetSocketAddress address)) {
            state = new State.Lost(remote, address, ssrc);
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
