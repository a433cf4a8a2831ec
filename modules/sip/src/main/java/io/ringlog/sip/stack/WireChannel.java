package io.ringlog.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.RawMessageChannel;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/** The stack's view of one peer on one wire; carries the arrival time of the message that made it. */
public final class WireChannel extends MessageChannel implements RawMessageChannel {
    private final BoundProcessor processor;
    private final Wire wire;
    private final InetSocketAddress peer;
    private final long arrivedNanos;

    WireChannel(BoundProcessor processor, Wire wire, InetSocketAddress peer, long arrivedNanos) {
        this.processor = processor;
        this.messageProcessor = processor;
        this.wire = wire;
        this.peer = peer;
        this.arrivedNanos = arrivedNanos;
    }

    public long ageNanos(long nowNanos) {
        return nowNanos - arrivedNanos;
    }

    public String flowId() {
        return wire.flowId(peer);
    }

    public InetSocketAddress peer() {
        return peer;
    }

    int localPort() {
        return processor.boundPort();
    }

    void sendRaw(byte[] bytes) throws IOException {
        wire.send(bytes, peer);
    }

    void sendRaw(byte[] bytes, InetSocketAddress to) throws IOException {
        wire.send(bytes, to);
    }

    /**
     * Where the answer to a request that came this way goes (RFC 3261 section 18.2.2, RFC 3581 section 4): never to
     * another host, whatever maddr says, for a stranger could have us speak to anybody by it.
     */
    InetSocketAddress answersTo(Via via) {
        return processor.reliable() ? peer : new InetSocketAddress(peer.getAddress(), SentBy.portOf(via));
    }

    /** Sends an answer where the request's topmost Via wants it, as far as it can be read: never to another host. */
    void reply(byte[] answer, @Nullable String via, boolean forceRport) throws IOException {
        int port =
                via == null || forceRport || processor.reliable() ? peer.getPort() : SentBy.portOf(via, peer.getPort());
        wire.send(answer, new InetSocketAddress(peer.getAddress(), port));
    }

    @Override
    public void close() {
        // Wires are closed by their transport: a channel is only a view of one.
    }

    @Override
    public SIPTransactionStack getSIPStack() {
        return processor.getSIPStack();
    }

    @Override
    public String getTransport() {
        return processor.getTransport();
    }

    @Override
    public boolean isReliable() {
        return processor.reliable();
    }

    @Override
    public boolean isSecure() {
        return processor.isSecure();
    }

    @Override
    public void sendMessage(SIPMessage message) throws IOException {
        sendRaw(message.encodeAsBytes(getTransport()));
    }

    /** The stack's short cut to ourselves: it takes the way through the socket like everybody's message. */
    @Override
    public void processMessage(SIPMessage message) throws IOException {
        sendMessage(message);
    }

    /** Overridden because the inherited method short-cuts messages to ourselves past every check. */
    @Override
    public void sendMessage(SIPMessage message, Hop hop) throws IOException {
        boolean mine = hop.getPort() == peer.getPort() && hop.getHost().equalsIgnoreCase(Hops.hostOf(peer));
        InetAddress receiver = mine ? peer.getAddress() : processor.addressOf(hop.getHost());
        sendMessage(message, receiver, hop.getPort());
    }

    @Override
    public void sendMessage(SIPMessage message, InetAddress receiver, int receiverPort) throws IOException {
        sendMessage(message.encodeAsBytes(getTransport()), receiver, receiverPort, false);
    }

    @Override
    protected void sendMessage(byte[] message, InetAddress receiver, int receiverPort, boolean reconnect)
            throws IOException {
        InetSocketAddress to = new InetSocketAddress(receiver, receiverPort);
        if (processor.reliable() && !to.equals(peer)) {
            processor.wireTo(to).send(message, to);
        } else {
            wire.send(message, to);
        }
    }

    @Override
    public String getPeerAddress() {
        return peer.getAddress().getHostAddress();
    }

    @Override
    protected InetAddress getPeerInetAddress() {
        return peer.getAddress();
    }

    @Override
    protected String getPeerProtocol() {
        return processor.getTransport();
    }

    @Override
    public int getPeerPort() {
        return peer.getPort();
    }

    @Override
    public int getPeerPacketSourcePort() {
        return peer.getPort();
    }

    @Override
    public InetAddress getPeerPacketSourceAddress() {
        return peer.getAddress();
    }

    @Override
    public String getKey() {
        return getKey(peer.getAddress(), peer.getPort(), processor.getTransport());
    }

    @Override
    public String getViaHost() {
        return processor.getIpAddress().getHostAddress();
    }

    @Override
    public int getViaPort() {
        return processor.getPort();
    }
}
