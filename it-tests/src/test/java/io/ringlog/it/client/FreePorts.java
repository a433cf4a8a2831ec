package io.ringlog.it.client;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback address that nobody uses now and nobody else is given: tests run in several processes at once,
 * and each has a {@link PortLane lane} of its own, below the ports that the system hands out.
 */
public final class FreePorts {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** Of a lane: single ports first, then blocks for media, then those of the one platform of the process. */
    private static final int SINGLES = 600;

    private static final int PLATFORM = 200;

    private static final PortLane LANE = PortLane.claim();
    private static final AtomicInteger SINGLE = new AtomicInteger();
    private static final AtomicInteger BLOCK = new AtomicInteger(SINGLES);

    private FreePorts() {}

    /** A port that is free for TCP and UDP, and so is the next: baresip listens for TLS there, asked or not. */
    public static int one() {
        for (int tried = 0; tried < SINGLES; tried += 2) {
            int port = LANE.from() + Math.floorMod(SINGLE.getAndAdd(2), SINGLES);
            if (isFree(port) && isFree(port + 1)) {
                return port;
            }
        }
        throw new IllegalStateException("no port of " + LANE + " is free");
    }

    /** The first, an even one, of so many ports for media, an even number too; room for three nodes of 400. */
    public static int block(int many) {
        int last = PortLane.PORTS - PLATFORM;
        int end = BLOCK.updateAndGet(taken -> taken + many > last ? SINGLES + many : taken + many);
        return LANE.from() + end - many;
    }

    /** The first of the {@value #PLATFORM} ports for the media of the platform that the clients of a process share. */
    static int ofPlatform() {
        return LANE.from() + PortLane.PORTS - PLATFORM;
    }

    private static boolean isFree(int port) {
        try (var stream = new ServerSocket(port, 1, HERE);
                var datagrams = new DatagramSocket(new InetSocketAddress(HERE, port))) {
            return stream.isBound() && datagrams.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
