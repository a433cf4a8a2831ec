package io.ringlog.sip.stack;

import io.ringlog.sip.Listening;
import io.ringlog.sip.hep.HepSender;
import io.ringlog.sip.message.Hosts;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Has what comes in and goes out copied for a collector of traces, with the addresses that others know us by. */
final class Tap {
    private final Optional<HepSender> sender;
    private final InetAddress four;
    private final InetAddress six;

    Tap(Optional<HepSender> sender, Listening listening) {
        this.sender = sender;
        this.four = own(listening, false, InetAddress.ofLiteral("0.0.0.0"));
        this.six = own(listening, true, InetAddress.ofLiteral("::"));
    }

    private static InetAddress own(Listening listening, boolean six, InetAddress otherwise) {
        return Hosts.literal(listening.advertised(six)).orElse(otherwise);
    }

    void received(byte[] message, WireChannel from) {
        sender.ifPresent(it -> it.copy(message, from.peer(), ours(from.peer(), from.localPort()), !from.isReliable()));
    }

    void sent(byte[] message, BoundProcessor over, InetSocketAddress to) {
        sender.ifPresent(it -> it.copy(message, ours(to, over.boundPort()), to, !over.reliable()));
    }

    private InetSocketAddress ours(InetSocketAddress peer, int port) {
        return new InetSocketAddress(peer.getAddress() instanceof Inet6Address ? six : four, port);
    }

    void close() {
        sender.ifPresent(HepSender::close);
    }
}
