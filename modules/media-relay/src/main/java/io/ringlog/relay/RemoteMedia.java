package io.ringlog.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a leg as its SDP tells it.
 *
 * @param rtp address and port of the media line
 * @param rtcp where reports go: the port above, {@code a=rtcp}, or the same with {@code rtcpMux}
 * @param direction of the leg's own SDP
 * @param signalling the host that this description came from, as far as it is known; behind a NAT it is another than
 *     the description names, and media comes from there
 * @param protection how its media is encrypted on the wire; null for in the clear
 * @param ice by what it is found, and agrees on keys with us, in place of all that; null for by its addresses
 */
public record RemoteMedia(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        boolean rtcpMux,
        Payloads payloads,
        Direction direction,
        @Nullable InetAddress signalling,
        @Nullable Protection protection,
        @Nullable IceMedia ice) {

    public RemoteMedia {
        if (rtp.isUnresolved() || rtcp.isUnresolved()) {
            throw new IllegalArgumentException("media addresses are numeric, not names: " + rtp + ", " + rtcp);
        }
    }

    /** In the clear. */
    public RemoteMedia(
            InetSocketAddress rtp,
            InetSocketAddress rtcp,
            boolean rtcpMux,
            Payloads payloads,
            Direction direction,
            @Nullable InetAddress signalling) {
        this(rtp, rtcp, rtcpMux, payloads, direction, signalling, null, null);
    }

    /** Two-way audio at an address, RTCP on the port above. */
    public static RemoteMedia at(InetSocketAddress rtp, Payloads payloads) {
        InetSocketAddress rtcp = new InetSocketAddress(rtp.getAddress(), Math.min(65535, rtp.getPort() + 1));
        return new RemoteMedia(rtp, rtcp, false, payloads, Direction.SENDRECV, null);
    }

    /** The same, asked for by a party at this host. */
    public RemoteMedia from(InetAddress host) {
        return new RemoteMedia(rtp, rtcp, rtcpMux, payloads, direction, host, protection, ice);
    }

    public RemoteMedia muxed() {
        return new RemoteMedia(rtp, rtp, true, payloads, direction, signalling, protection, ice);
    }

    public RemoteMedia going(Direction now) {
        return new RemoteMedia(rtp, rtcp, rtcpMux, payloads, now, signalling, protection, ice);
    }

    /** The same, encrypted on the wire; null for in the clear. */
    public RemoteMedia under(@Nullable Protection keys) {
        return new RemoteMedia(rtp, rtcp, rtcpMux, payloads, direction, signalling, keys, ice);
    }

    /** The same, found by ICE and under keys by DTLS, all of it on one port. */
    public RemoteMedia by(IceMedia way) {
        return new RemoteMedia(rtp, rtp, true, payloads, direction, signalling, null, way);
    }

    /** Whether the party asks for media at its own host, and so for nobody else's packets. */
    boolean isBesideSignalling() {
        return rtp.getAddress().equals(signalling);
    }

    /** Whether the party may speak from this host: the one it names, or the one its signalling comes from. */
    boolean isAt(InetAddress host) {
        return host.equals(rtp.getAddress()) || host.equals(signalling);
    }

    /** Whether the leg can be sent to: it receives, and its address is not the old way of saying hold (RFC 2543). */
    boolean receives() {
        return direction.receives() && rtp.getPort() != 0 && !rtp.getAddress().isAnyLocalAddress();
    }
}
