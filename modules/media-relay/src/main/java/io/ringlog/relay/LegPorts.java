package io.ringlog.relay;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The addresses and ports to put into the SDP that a leg gets to see.
 *
 * @param six the address of IPv6 with the same ports; null where the relay has one address
 */
public record LegPorts(InetAddress address, @Nullable InetAddress six, int rtpPort, int rtcpPort) {

    static LegPorts of(RelaySettings settings, SocketPair sockets) {
        RelaySettings.Six six = settings.six();
        return new LegPorts(
                settings.advertised(),
                six == null ? null : six.advertised(),
                sockets.rtp().port(),
                sockets.rtcp().port());
    }

    /** The address for a party that speaks IPv6, or for one that speaks IPv4; the only one where there is one. */
    public InetAddress address(boolean toSix) {
        return toSix && six != null ? six : address;
    }
}
