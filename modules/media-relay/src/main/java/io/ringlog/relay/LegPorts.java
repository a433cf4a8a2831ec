package io.ringlog.relay;

import java.net.InetAddress;

/** The address and ports to put into the SDP that a leg gets to see. */
public record LegPorts(InetAddress address, int rtpPort, int rtcpPort) {}
