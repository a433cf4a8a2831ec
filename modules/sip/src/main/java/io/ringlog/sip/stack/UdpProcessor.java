package io.ringlog.sip.stack;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP over UDP: a socket for each family, one reading thread; sends come from whoever has to, and wait for none. */
final class UdpProcessor extends BoundProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(UdpProcessor.class);
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final int KERNEL_BUFFER = 4 * 1024 * 1024;

    private final List<Bound> sockets = new ArrayList<>();
    private final Selector arrivals;
    private final Inlet inlet;
    private final int messageBytes;
    private final Wire wire;

    private final int port;

    private record Bound(DatagramChannel socket, boolean six) {}

    UdpProcessor(List<InetSocketAddress> at, Transport.Surroundings with) throws IOException {
        super(Transport.UDP);
        this.inlet = with.inlet();
        this.messageBytes = with.config().limits().messageBytes();
        wire = new DatagramWire(
                (message, to) -> {
                    with.tap().sent(message.array(), this, to);
                    return socketTo(to.getAddress()).send(message, to);
                },
                getTransport(),
                with.counters());
        arrivals = Selector.open();
        int given = 0;
        try {
            for (InetSocketAddress one : at) {
                given = bind(given == 0 ? one : new InetSocketAddress(one.getAddress(), given));
            }
            port = given;
        } catch (IOException taken) {
            stop();
            throw taken;
        }
    }

    /** @return the port it was given */
    private int bind(InetSocketAddress at) throws IOException {
        DatagramChannel socket = DatagramChannel.open();
        sockets.add(new Bound(socket, at.getAddress() instanceof Inet6Address));
        socket.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
        socket.setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER);
        socket.configureBlocking(false);
        socket.bind(at);
        socket.register(arrivals, SelectionKey.OP_READ);
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    /** The one of the peer's family; a socket on all addresses of IPv6 has those of IPv4 too. */
    private DatagramChannel socketTo(InetAddress peer) {
        boolean six = peer instanceof Inet6Address;
        for (Bound one : sockets) {
            if (one.six == six) {
                return one.socket;
            }
        }
        return sockets.getFirst().socket;
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
        while (arrivals.isOpen()) {
            try {
                arrivals.select(ready -> {});
                for (Bound one : sockets) {
                    readAll(one.socket, buffer);
                }
            } catch (ClosedChannelException | ClosedSelectorException closed) {
                return;
            } catch (IOException refused) {
                // An ICMP error of an earlier send is reported on the next receive.
                LOG.debug("UDP receive", refused);
            }
        }
    }

    private void readAll(DatagramChannel socket, ByteBuffer buffer) throws IOException {
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
            for (Bound one : sockets) {
                one.socket.close();
            }
            arrivals.close();
        } catch (IOException e) {
            LOG.debug("closing the UDP socket", e);
        }
    }
}
