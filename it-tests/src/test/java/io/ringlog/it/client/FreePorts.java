package io.ringlog.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody uses now. */
public final class FreePorts {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private FreePorts() {}

    /** A port that is free for TCP and UDP. */
    public static int one() {
        try (var stream = new ServerSocket(0, 1, HERE);
                var datagrams = new DatagramSocket(new InetSocketAddress(HERE, stream.getLocalPort()))) {
            return datagrams.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An even UDP port whose next is free too, for RTP and RTCP. */
    public static int pair() {
        for (int tried = 0; tried < 100; tried++) {
            int port = one() & ~1;
            if (isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
        throw new IllegalStateException("no two free ports next to each other");
    }

    private static boolean isFree(int port) {
        try (var socket = new DatagramSocket(new InetSocketAddress(HERE, port))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
