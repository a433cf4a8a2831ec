package io.ringlog.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** An even RTP port and the odd RTCP port above it (RFC 3550 section 11). */
record SocketPair(MediaSocket rtp, MediaSocket rtcp) {
    /**
     * @param addresses one, or one of IPv4 and one of IPv6
     * @param port even, or 0 for any even port
     */
    static SocketPair bind(MediaLoop loop, List<InetAddress> addresses, int port) throws IOException {
        MediaSocket first = open(loop, addresses, port);
        try {
            MediaSocket second = open(loop, addresses, first.port() ^ 1);
            return (first.port() & 1) == 0 ? new SocketPair(first, second) : new SocketPair(second, first);
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    private static MediaSocket open(MediaLoop loop, List<InetAddress> addresses, int port) throws IOException {
        MediaSocket first = loop.bind(new InetSocketAddress(addresses.getFirst(), port));
        if (addresses.size() == 1) {
            return first;
        }
        try {
            return new TwoFamilies(first, loop.bind(new InetSocketAddress(addresses.getLast(), first.port())));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /** The sockets of the loop, one after the other. */
    List<MediaSocket> all() {
        List<MediaSocket> all = new ArrayList<>();
        rtp.each(all::add);
        rtcp.each(all::add);
        return all;
    }

    void close() {
        rtp.close();
        rtcp.close();
    }
}
