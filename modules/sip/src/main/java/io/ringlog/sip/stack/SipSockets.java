package io.ringlog.sip.stack;

import gov.nist.javax.sip.stack.HopImpl;
import io.ringlog.sip.Destination;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.message.Uris;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TooManyListenersException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TransportAlreadySupportedException;
import javax.sip.TransportNotSupportedException;
import javax.sip.address.Hop;

/** The stack with its sockets: bound together on one port, or not at all. */
public final class SipSockets implements AutoCloseable {
    private static final AtomicInteger STACKS = new AtomicInteger();
    private static final int PORT_TRIES = 32;

    private final KeyedSipStack stack;
    private final SipProvider provider;
    private final Workers workers;
    private final UdpProcessor udp;
    private final TcpProcessor tcp;
    private final int port;
    private final Names names = new Names(InetAddress::getByName);

    /** What the sockets tell, beside messages: lost flows and peers that could not be reached. */
    public record Signals(Consumer<String> flowLost, Consumer<InetSocketAddress> unreachable) {}

    private record Pair(UdpProcessor udp, TcpProcessor tcp, int port) {}

    private SipSockets(KeyedSipStack stack, SipProvider provider, Workers workers, Pair bound) {
        this.stack = stack;
        this.provider = provider;
        this.workers = workers;
        this.udp = bound.udp;
        this.tcp = bound.tcp;
        this.port = bound.port;
    }

    /** Binds UDP and TCP; reading starts with {@link #listen}. */
    public static SipSockets bind(SipNodeConfig config, SipCounters counters, Signals signals) {
        SipNodeConfig.Limits limits = config.limits();
        Workers workers = new Workers(limits.workers(), limits.queuedMessages());
        Inlet inlet = new Inlet(workers, counters);
        Pair bound = bindPair(config, inlet, counters, signals);
        try {
            IngressValve valve = new IngressValve(
                    counters,
                    new SourceRate(limits.invitesPerSecondPerSource()),
                    config.timing().queueAgeMax(),
                    config.timing().retryAfter());
            String name = "ringlog-" + bound.port + "-" + STACKS.incrementAndGet();
            KeyedSipStack stack = new KeyedSipStack(
                    name, limits.workers(), limits.messageBytes(), valve, Map.of("udp", bound.udp, "tcp", bound.tcp));
            SipProvider provider =
                    stack.createSipProvider(stack.createListeningPoint(config.host(), bound.port, "udp"));
            provider.addListeningPoint(stack.createListeningPoint(config.host(), bound.port, "tcp"));
            return new SipSockets(stack, provider, workers, bound);
        } catch (PeerUnavailableException
                | TransportNotSupportedException
                | InvalidArgumentException
                | TransportAlreadySupportedException
                | ObjectInUseException e) {
            bound.udp.stop();
            bound.tcp.stop();
            workers.close();
            throw new IllegalStateException("the SIP stack did not start on " + config, e);
        }
    }

    private static Pair bindPair(SipNodeConfig config, Inlet inlet, SipCounters counters, Signals signals) {
        IOException last = new BindException("no port was tried");
        for (int i = 0; i < (config.port() == 0 ? PORT_TRIES : 1); i++) {
            UdpProcessor udp;
            int port;
            try {
                udp = new UdpProcessor(
                        new InetSocketAddress(config.host(), config.port()),
                        inlet,
                        config.limits().messageBytes());
                port = udp.boundPort();
            } catch (IOException taken) {
                throw taken("UDP", config, config.port(), taken);
            }
            try {
                InetSocketAddress at = new InetSocketAddress(config.host(), port);
                TcpProcessor tcp =
                        new TcpProcessor(at, config, inlet, counters, signals.flowLost(), signals.unreachable());
                return new Pair(udp, tcp, port);
            } catch (IOException taken) {
                udp.stop();
                last = taken;
            }
        }
        throw taken("TCP", config, config.port(), last);
    }

    private static IllegalStateException taken(String transport, SipNodeConfig config, int port, IOException cause) {
        return new IllegalStateException(
                "SIP cannot listen on " + transport + " port " + port + " of " + config.host() + ": "
                        + cause.getMessage(),
                cause);
    }

    /** From now on messages are read and given to the listener. */
    public void listen(SipListener listener) {
        try {
            provider.addSipListener(listener);
        } catch (TooManyListenersException twice) {
            throw new IllegalStateException("a listener was set twice", twice);
        }
        WarmUp.run();
        tcp.inlet().open();
        udp.startReading();
    }

    public SipProvider provider() {
        return provider;
    }

    public int port() {
        return port;
    }

    /** How to get there; empty when the flow is gone or the host cannot be resolved. */
    public Optional<Hop> route(Destination to) {
        if (to.flowId() != null) {
            return overFlow(to.flowId());
        }
        if (to.address() != null) {
            int at = to.port() == null ? 5060 : to.port();
            String transport = to.transport() == null ? "udp" : to.transport();
            return hop(to.address(), at, transport);
        }
        return Uris.parse(to.uri())
                .flatMap(uri -> hop(
                        Uris.targetOf(uri),
                        uri.getPort() <= 0 ? 5060 : uri.getPort(),
                        uri.getTransportParam() == null ? "udp" : uri.getTransportParam()));
    }

    private Optional<Hop> overFlow(String flowId) {
        if (flowId.startsWith("udp:")) {
            int colon = flowId.lastIndexOf(':');
            return hop(flowId.substring(4, colon), Integer.parseInt(flowId.substring(colon + 1)), "udp");
        }
        InetSocketAddress peer = tcp.peerOf(flowId);
        return peer == null ? Optional.empty() : hop(peer.getAddress().getHostAddress(), peer.getPort(), "tcp");
    }

    private Optional<Hop> hop(String host, int port, String transport) {
        String lower = transport.toLowerCase(Locale.ROOT);
        if (!lower.equals("udp") && !lower.equals("tcp")) {
            return Optional.empty();
        }
        return names.addressOf(host).map(address -> new HopImpl(address, port, lower));
    }

    @Override
    public void close() {
        udp.stop();
        tcp.stop();
        workers.close();
        // The stack waits a second for itself; nobody else has to.
        Thread.ofPlatform().name("sip-stop").daemon().start(stack::stop);
    }
}
