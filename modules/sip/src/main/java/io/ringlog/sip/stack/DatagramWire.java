package io.ringlog.sip.stack;

import io.ringlog.sip.stack.SipCounters.Counter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Sends datagrams without ever waiting: what the system has no room for is lost as on its way, and counted. */
final class DatagramWire implements Wire {
    private final Datagrams socket;
    private final String transport;
    private final SipCounters counters;

    /** A socket in non-blocking mode. */
    @FunctionalInterface
    interface Datagrams {
        /** Answers the bytes taken; 0 when there is no room. */
        int send(ByteBuffer message, InetSocketAddress to) throws IOException;
    }

    DatagramWire(Datagrams socket, String transport, SipCounters counters) {
        this.socket = socket;
        this.transport = transport;
        this.counters = counters;
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) throws IOException {
        if (socket.send(ByteBuffer.wrap(message), to) == 0) {
            counters.add(Counter.UNSENT);
        }
    }

    @Override
    public String flowId(InetSocketAddress peer) {
        return transport + ":" + peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }
}
