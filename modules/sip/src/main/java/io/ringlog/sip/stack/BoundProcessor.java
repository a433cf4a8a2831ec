package io.ringlog.sip.stack;

import gov.nist.core.HostPort;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A transport whose socket is bound before the stack hears of it, so that port 0 and a taken port are ours to see. */
abstract class BoundProcessor extends MessageProcessor {

    private static final int HIGHEST_PORT = 65_535;

    private final Transport kind;

    BoundProcessor(Transport kind) {
        super(kind.word());
        this.kind = kind;
    }

    final Transport kind() {
        return kind;
    }

    /** The wire that reaches this peer, opening one if the transport needs and allows it. */
    abstract Wire wireTo(InetSocketAddress peer) throws IOException;

    abstract boolean reliable();

    /** The port that the socket was given. */
    abstract int boundPort();

    /** Reading starts only when the stack behind is ready. */
    abstract void startReading();

    /** The peer at the other end of a flow of this transport; empty when the flow is gone or was never one. */
    abstract Optional<InetSocketAddress> peerOf(String flowId);

    @Override
    public SIPTransactionStack getSIPStack() {
        return sipStack;
    }

    @Override
    public MessageChannel createMessageChannel(HostPort target) throws IOException {
        return createMessageChannel(addressOf(target.getHost().getHostname()), target.getPort());
    }

    /** Of whoever a hop names: an address in letters, unless the transport has peers prove their names. */
    InetAddress addressOf(String host) throws IOException {
        return Hops.addressOf(host);
    }

    @Override
    public MessageChannel createMessageChannel(InetAddress host, int port) throws IOException {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IOException("nobody listens on port " + port);
        }
        InetSocketAddress peer = new InetSocketAddress(host, port);
        return new WireChannel(this, wireTo(peer), peer, System.nanoTime());
    }

    @Override
    public void start() {
        // The socket was bound, and reads, since before the stack was made.
    }

    @Override
    public int getDefaultTargetPort() {
        return kind.usualPort();
    }

    @Override
    public boolean isSecure() {
        return kind.isSecure();
    }

    @Override
    public int getMaximumMessageSize() {
        return 65_535;
    }

    @Override
    public boolean inUse() {
        return false;
    }
}
