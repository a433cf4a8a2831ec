package io.ringlog.sip.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP over UDP: one socket, one reading thread, sends from whoever has something to say and waits for none. */
final class UdpProcessor extends BoundProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(UdpProcessor.class);
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int KERNEL_BUFFER = 4 * 1024 * 1024;

    private final DatagramChannel socket;
    private final Selector arrivals;
    private final Inlet inlet;
    private final int messageBytes;
    private final Wire wire;

    private final int port;

    UdpProcessor(InetSocketAddress at, Transport.Surroundings with) throws IOException {
        super(Transport.UDP);
        this.inlet = with.inlet();
        this.messageBytes = with.config().limits().messageBytes();
        socket = DatagramChannel.open();
        wire = new DatagramWire(socket::send, getTransport(), with.counters());
        try {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
            socket.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER);
            socket.configureBlocking(false);
            socket.bind(at);
            arrivals = Selector.open();
            socket.register(arrivals, SelectionKey.OP_READ);
            port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    @Override
    int boundPort() {
        return port;
    }

    @Override
    void startReading() {
        Thread.ofPlatform().name("sip-udp").daemon().start(this::readUntilClosed);
    }

    private void readUntilClosed() {
        // One byte more than allowed shows that a datagram was longer.
        ByteBuffer buffer = ByteBuffer.allocateDirect(messageBytes + 1);
        while (socket.isOpen()) {
            try {
                arrivals.select(ready -> {});
                readAll(buffer);
            } catch (ClosedChannelException | ClosedSelectorException closed) {
                return;
            } catch (IOException refused) {
                // An ICMP error of an earlier send is reported on the next receive.
                LOG.debug("UDP receive", refused);
            }
        }
    }

    private void readAll(ByteBuffer buffer) throws IOException {
        buffer.clear();
        while (socket.receive(buffer) instanceof InetSocketAddress peer) {
            buffer.flip();
            take(buffer, peer);
            buffer.clear();
        }
    }

    private void take(ByteBuffer buffer, InetSocketAddress peer) {
        if (inlet.drops(peer.getAddress())) {
            return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        WireChannel channel = new WireChannel(this, wire, peer, System.nanoTime());
        if (bytes.length > messageBytes) {
            inlet.oversized(bytes, channel);
        } else {
            inlet.received(bytes, channel);
        }
    }

    /** A datagram needs no connection: the flow's name is its way. */
    @Override
    Optional<InetSocketAddress> peerOf(String flowId) {
        int from = flowId.indexOf(':') + 1;
        int colon = flowId.lastIndexOf(':');
        if (colon < from || !PORT.matcher(flowId.substring(colon + 1)).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(flowId.substring(from, colon));
            int at = Integer.parseInt(flowId.substring(colon + 1));
            return at > 65_535 ? Optional.empty() : Optional.of(new InetSocketAddress(address, at));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    @Override
    Wire wireTo(InetSocketAddress peer) {
        return wire;
    }

    @Override
    boolean reliable() {
        return false;
    }

    @Override
    public void stop() {
        try {
            socket.close();
            arrivals.close();
        } catch (IOException e) {
            LOG.debug("closing the UDP socket", e);
        }
    }
}
