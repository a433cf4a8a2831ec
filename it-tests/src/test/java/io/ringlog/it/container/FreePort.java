package io.ringlog.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports on the loopback that nobody listened on a moment ago, neither TCP nor UDP. */
final class FreePort {
    private FreePort() {}

    static int any() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var stream = new ServerSocket(0, 1, loopback);
                var datagrams = new DatagramSocket(new InetSocketAddress(loopback, stream.getLocalPort()))) {
            return datagrams.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
