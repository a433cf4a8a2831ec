package io.ringlog.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import io.ringlog.sip.Destination;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.message.Uris;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.TooManyListenersException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TransportAlreadySupportedException;
import javax.sip.TransportNotSupportedException;
import javax.sip.address.Hop;
import org.jspecify.annotations.Nullable;

/** The stack with its sockets, of every transport on the list: bound together, or not at all. */
public final class SipSockets implements AutoCloseable {
    private static final String SECURE = "sips:";
    private static final AtomicInteger STACKS = new AtomicInteger();

    private final KeyedSipStack stack;
    private final SipProvider provider;
    private final Workers workers;
    private final Inlet inlet;
    private final Transports transports;
    private final Names names = new Names(InetAddress::getByName);

    /** What the sockets tell, beside messages: lost flows and peers that could not be reached. */
    public record Signals(Consumer<String> flowLost, Consumer<InetSocketAddress> unreachable) {}

    private SipSockets(KeyedSipStack stack, SipProvider provider, Workers workers, Inlet inlet, Transports bound) {
        this.stack = stack;
        this.provider = provider;
        this.workers = workers;
        this.inlet = inlet;
        this.transports = bound;
    }

    /** Binds every transport; reading starts with {@link #listen}. */
    public static SipSockets bind(SipNodeConfig config, SipCounters counters, Signals signals) {
        SipNodeConfig.Limits limits = config.limits();
        Workers workers = new Workers(limits.workers(), limits.queuedMessages());
        Inlet inlet = new Inlet(workers, counters, config);
        Transports bound;
        try {
            bound = Transports.bind(new Transport.Surroundings(config, inlet, counters, signals));
        } catch (IllegalStateException taken) {
            workers.close();
            throw taken;
        }
        try {
            IngressValve valve = new IngressValve(
                    counters,
                    new SourceBudget(limits.invitesPerSecondPerSource()),
                    config.timing().queueAgeMax(),
                    config.timing().retryAfter());
            String name = "ringlog-" + bound.first().boundPort() + "-" + STACKS.incrementAndGet();
            KeyedSipStack stack = new KeyedSipStack(name, limits.workers(), limits.messageBytes(), valve, bound::named);
            return new SipSockets(stack, provider(stack, config, bound), workers, inlet, bound);
        } catch (PeerUnavailableException
                | TransportNotSupportedException
                | InvalidArgumentException
                | TransportAlreadySupportedException
                | ObjectInUseException e) {
            bound.stop();
            workers.close();
            throw new IllegalStateException("the SIP stack did not start on " + config, e);
        }
    }

    private static SipProvider provider(KeyedSipStack stack, SipNodeConfig config, Transports bound)
            throws TransportNotSupportedException, InvalidArgumentException, ObjectInUseException,
                    TransportAlreadySupportedException {
        SipProvider provider = null;
        for (BoundProcessor processor : bound.all()) {
            ListeningPoint point =
                    stack.createListeningPoint(config.host(), processor.boundPort(), processor.getTransport());
            if (provider == null) {
                provider = stack.createSipProvider(point);
            } else {
                provider.addListeningPoint(point);
            }
        }
        return Objects.requireNonNull(provider, "a node speaks one transport at least");
    }

    /** From now on messages are read and given to the listener. */
    public void listen(SipListener listener) {
        try {
            provider.addSipListener(listener);
        } catch (TooManyListenersException twice) {
            throw new IllegalStateException("a listener was set twice", twice);
        }
        WarmUp.run();
        inlet.open();
        transports.startReading();
    }

    public SipProvider provider() {
        return provider;
    }

    /** Sends a response that belongs to no transaction where the request before it came from. */
    public void respond(SIPResponse response) throws IOException {
        Via via = response.getTopmostVia();
        String host = via.getReceived() == null ? via.getHost() : via.getReceived();
        Hop hop = hop(host, SentBy.portOf(via), via.getTransport())
                .orElseThrow(() -> new IOException("nobody is reached by " + via.getTransport() + " at " + host));
        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral(hop.getHost()), hop.getPort());
        BoundProcessor over = transports.named(hop.getTransport()).orElse(transports.first());
        over.wireTo(peer).send(response.encodeAsBytes(over.getTransport()), peer);
    }

    /** The port of the first transport, which the others share where they can. */
    public int port() {
        return transports.first().boundPort();
    }

    /** Where peers reach us over this transport. */
    public int port(String transport) {
        return transports.named(transport).orElse(transports.first()).boundPort();
    }

    /** True for every port that some transport listens on. */
    public boolean listensOn(int port) {
        return transports.all().stream().anyMatch(one -> one.boundPort() == port);
    }

    /**
     * How to get there; empty when the flow is gone, the host cannot be resolved, or a {@code sips:} URI asks for a
     * safer way than there is (RFC 3261 section 26.2.2).
     */
    public Optional<Hop> route(Destination to) {
        boolean secure = to.uri().regionMatches(true, 0, SECURE, 0, SECURE.length());
        return way(to).filter(hop -> !secure
                || transports
                        .named(hop.getTransport())
                        .filter(BoundProcessor::isSecure)
                        .isPresent());
    }

    /**
     * As {@link #route}, without a thread that waits for a name.
     *
     * @param who has the look-up done; each has a share of its own
     * @return fails when the share is used up
     */
    public CompletableFuture<Optional<Hop>> seek(Destination to, String who) {
        Optional<String> host = to.flowId() == null && to.address() == null
                ? Uris.parse(to.uri()).map(Uris::targetOf)
                : Optional.empty();
        return host.map(it -> names.sought(it, who))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(any -> route(to));
    }

    private Optional<Hop> way(Destination to) {
        String flow = to.flowId();
        if (flow != null) {
            return transports.ofFlow(flow).flatMap(over -> over.peerOf(flow).map(peer -> hop(over, peer)));
        }
        String address = to.address();
        if (address != null) {
            return hop(address, to.port() == null ? 0 : to.port(), to.transport());
        }
        return Uris.parse(to.uri()).flatMap(uri -> hop(Uris.targetOf(uri), uri.getPort(), uri.getTransportParam()));
    }

    private static Hop hop(BoundProcessor over, InetSocketAddress peer) {
        return new HopImpl(peer.getAddress().getHostAddress(), peer.getPort(), over.getTransport());
    }

    private Optional<Hop> hop(String host, int port, @Nullable String transport) {
        return (transport == null ? Optional.of(transports.first()) : transports.named(transport))
                .flatMap(over -> names.addressOf(host)
                        .map(address -> new HopImpl(
                                address, port <= 0 ? over.getDefaultTargetPort() : port, over.getTransport())));
    }

    @Override
    public void close() {
        transports.stop();
        workers.close();
        // The stack waits a second for itself; nobody else has to.
        Thread.ofPlatform().name("sip-stop").daemon().start(stack::stop);
    }
}
