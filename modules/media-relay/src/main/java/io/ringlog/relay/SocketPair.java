package io.ringlog.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An even RTP port and the odd RTCP port above it (RFC 3550 section 11). */
record SocketPair(MediaSocket rtp, MediaSocket rtcp) {
    /** @param port even, or 0 for any even port */
    static SocketPair bind(MediaLoop loop, InetAddress address, int port) throws IOException {
        MediaSocket first = loop.bind(new InetSocketAddress(address, port));
        try {
            MediaSocket second = loop.bind(new InetSocketAddress(address, first.port() ^ 1));
            return (first.port() & 1) == 0 ? new SocketPair(first, second) : new SocketPair(second, first);
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    void close() {
        rtp.close();
        rtcp.close();
    }
}
