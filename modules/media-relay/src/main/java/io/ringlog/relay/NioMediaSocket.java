package io.ringlog.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A datagram channel on the loop's selector. Knows addresses, not legs. */
final class NioMediaSocket implements MediaSocket {
    private static final Logger LOG = LoggerFactory.getLogger(NioMediaSocket.class);
    /** Expedited forwarding, as RFC 4594 section 4.1 wants for telephony. */
    private static final int EXPEDITED = 0xB8;
    /** How many packets are rescued when a socket is connected. */
    private static final int HELD_BY_KERNEL = 64;

    private Selector selector;
    private final DatagramChannel channel;
    private final int port;
    private @Nullable Receiver receiver;
    private @Nullable InetSocketAddress fixing;
    private boolean connected;

    private NioMediaSocket(Selector selector, DatagramChannel channel, int port) {
        this.selector = selector;
        this.channel = channel;
        this.port = port;
    }

    static NioMediaSocket bind(Selector selector, InetSocketAddress address) throws IOException {
        boolean v6 = address.getAddress() instanceof Inet6Address;
        DatagramChannel channel = DatagramChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            channel.bind(address);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new NioMediaSocket(selector, channel, port);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return port;
    }

    /** Stops listening on its loop, which is the caller's, to listen on another. */
    void moveTo(Selector other) {
        SelectionKey here = channel.keyFor(selector);
        if (here != null) {
            here.cancel();
        }
        selector = other;
    }

    @Override
    public void listen(Receiver to) {
        receiver = to;
        try {
            SelectionKey last = channel.keyFor(selector);
            if (last != null && !last.isValid()) {
                // It has been here before, and the selector does not forget before it selects.
                selector.selectNow(key -> {});
            }
            channel.register(selector, SelectionKey.OP_READ, this);
        } catch (IOException e) {
            throw new UncheckedIOException("media port " + port + " was closed before it was used", e);
        }
    }

    void receive(ByteBuffer buffer) {
        try {
            take(buffer);
            if (fixing != null) {
                fix(buffer, fixing);
            }
        } catch (PortUnreachableException e) {
            LOG.trace("the far end of media port {} does not listen", port);
        } catch (IOException e) {
            LOG.warn("media port {} could not be read: {}", port, e.toString());
        }
    }

    /** @return whether there was a packet */
    private boolean take(ByteBuffer buffer) throws IOException {
        buffer.clear();
        InetSocketAddress from = null;
        if (connected) {
            channel.read(buffer);
        } else {
            from = (InetSocketAddress) channel.receive(buffer);
        }
        if (buffer.position() == 0 || receiver == null) {
            return from != null;
        }
        boolean cut = !buffer.hasRemaining();
        receiver.packet(cut ? buffer.position(0).limit(1) : buffer.flip(), from);
        return true;
    }

    /** Connecting throws away what the kernel already holds, so that is taken first. */
    private void fix(ByteBuffer buffer, InetSocketAddress remote) throws IOException {
        for (int i = 0; i < HELD_BY_KERNEL && take(buffer); i++) {
            LOG.trace("media port {} had more when its far end was learned", port);
        }
        fixing = null;
        channel.connect(remote);
        connected = true;
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        try {
            return (connected ? channel.write(packet) : channel.send(packet, to)) > 0;
        } catch (PortUnreachableException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("media port {} could not send to {}: {}", port, to, e.toString());
            return false;
        }
    }

    @Override
    public void connect(InetSocketAddress remote) {
        fixing = remote;
    }

    @Override
    public void disconnect() {
        fixing = null;
        if (!connected) {
            return;
        }
        try {
            channel.disconnect();
            connected = false;
        } catch (IOException e) {
            LOG.debug("media port {} stays connected: {}", port, e.toString());
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            if (receiver != null && selector.isOpen()) {
                // The port is only free once the selector has let go of it, and it may be wanted at once.
                selector.selectNow(key -> {});
            }
        } catch (IOException e) {
            LOG.warn("media port {} could not be closed: {}", port, e.toString());
        }
    }
}
