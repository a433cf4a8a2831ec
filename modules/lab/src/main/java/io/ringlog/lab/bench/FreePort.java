package io.ringlog.lab.bench;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** A port that is free right now, for a peer that cannot choose one itself. */
final class FreePort {

    private FreePort() {}

    static int udp(String ip) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(ip, 0))) {
            return socket.getLocalPort();
        }
    }
}
