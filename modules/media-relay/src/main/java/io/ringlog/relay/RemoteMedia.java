package io.ringlog.relay;

import java.net.InetSocketAddress;

/**
 * The far end of a leg as its SDP tells it.
 *
 * @param rtp address and port of the media line
 * @param rtcp where reports go: the port above, {@code a=rtcp}, or the same with {@code rtcpMux}
 * @param natted signalling showed that the SDP's address is not what we see: learn any first sender
 * @param direction of the leg's own SDP
 * @param besideSignalling the party's signalling comes from the same host, so that it asks for nobody else's packets
 */
public record RemoteMedia(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        boolean rtcpMux,
        Payloads payloads,
        boolean natted,
        Direction direction,
        boolean besideSignalling) {

    public RemoteMedia {
        if (rtp.isUnresolved() || rtcp.isUnresolved()) {
            throw new IllegalArgumentException("media addresses are numeric, not names: " + rtp + ", " + rtcp);
        }
    }

    /** Two-way audio at an address, RTCP on the port above, no NAT. */
    public static RemoteMedia at(InetSocketAddress rtp, Payloads payloads) {
        InetSocketAddress rtcp = new InetSocketAddress(rtp.getAddress(), Math.min(65535, rtp.getPort() + 1));
        return new RemoteMedia(rtp, rtcp, false, payloads, false, Direction.SENDRECV, false);
    }

    public RemoteMedia behindNat() {
        return new RemoteMedia(rtp, rtcp, rtcpMux, payloads, true, direction, besideSignalling);
    }

    public RemoteMedia muxed() {
        return new RemoteMedia(rtp, rtp, true, payloads, natted, direction, besideSignalling);
    }

    public RemoteMedia going(Direction now) {
        return new RemoteMedia(rtp, rtcp, rtcpMux, payloads, natted, now, besideSignalling);
    }

    /** The same, asked for by a party at the same host. */
    public RemoteMedia atItsSignalling() {
        return new RemoteMedia(rtp, rtcp, rtcpMux, payloads, natted, direction, true);
    }

    /** Whether the leg can be sent to: it receives, and its address is not the old way of saying hold (RFC 2543). */
    boolean receives() {
        return direction.receives() && rtp.getPort() != 0 && !rtp.getAddress().isAnyLocalAddress();
    }
}
