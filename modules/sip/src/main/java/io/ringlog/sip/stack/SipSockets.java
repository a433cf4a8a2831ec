package io.ringlog.sip.stack;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.Destination;
import io.ringlog.sip.SipLimits;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.dns.Directory;
import io.ringlog.sip.dns.Found;
import io.ringlog.sip.dns.Locator;
import io.ringlog.sip.dns.Records.Kind;
import io.ringlog.sip.dns.Wanted;
import io.ringlog.sip.hep.HepSender;
import io.ringlog.sip.message.Uris;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.sip.tls.TlsEngines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TooManyListenersException;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TransportAlreadySupportedException;
import javax.sip.TransportNotSupportedException;
import javax.sip.address.Hop;
import javax.sip.address.SipURI;
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
    private final Names names;
    private final Optional<TlsEngines> tls;
    private final Tap tap;

    /**
     * What the sockets tell and ask, beside messages.
     *
     * @param unreachable peers that could not be reached, with the reason
     * @param banned whom nothing is read of
     * @param garbled who sent over a connection what cannot be read
     */
    public record Signals(
            Consumer<String> flowLost,
            BiConsumer<InetSocketAddress, String> unreachable,
            Predicate<InetAddress> banned,
            Consumer<InetAddress> garbled) {}

    private SipSockets(
            KeyedSipStack stack, SipProvider provider, Workers workers, Transport.Surroundings with, Transports bound) {
        this.stack = stack;
        this.provider = provider;
        this.workers = workers;
        this.inlet = with.inlet();
        this.names = names(with.config(), bound);
        this.tls = with.tls();
        this.transports = bound;
        this.tap = with.tap();
    }

    /** Binds every transport; reading starts with {@link #listen}. */
    public static SipSockets bind(SipNodeConfig config, SipCounters counters, Signals signals) {
        SipLimits limits = config.limits();
        Workers workers = new Workers(limits.workers(), limits.queuedMessages());
        Transport.Surroundings with;
        Transports bound;
        try {
            with = surroundings(config, counters, signals, workers);
            bound = bound(with);
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
            return new SipSockets(stack, provider(stack, config, bound), workers, with, bound);
        } catch (PeerUnavailableException
                | TransportNotSupportedException
                | InvalidArgumentException
                | TransportAlreadySupportedException
                | ObjectInUseException e) {
            bound.stop();
            with.tap().close();
            with.tls().ifPresent(TlsEngines::close);
            workers.close();
            throw new IllegalStateException("the SIP stack did not start on " + config, e);
        }
    }

    private static Transport.Surroundings surroundings(
            SipNodeConfig config, SipCounters counters, Signals signals, Workers workers) {
        SipNodeConfig.Streams streams = config.streams();
        boolean safe = streams.tls().isPresent() || streams.wss().isPresent();
        Optional<TlsEngines> tls = streams.certificates().filter(folder -> safe).map(folder -> {
            if (streams.selfSigned()) {
                TlsEngines.develop(folder, config.listening().advertisedHost());
            }
            return TlsEngines.open(folder, streams.authorities(), streams.certificatesEvery());
        });
        Optional<HepSender> copies =
                config.hep().map(collector -> new HepSender(collector, () -> counters.add(Counter.HEP_LOST)));
        Tap tap = new Tap(copies, config.listening());
        return new Transport.Surroundings(
                config, new Inlet(workers, counters, config, signals, tap), counters, signals, tls, tap);
    }

    private static Names names(SipNodeConfig config, Transports bound) {
        List<String> spoken =
                bound.all().stream().map(BoundProcessor::getTransport).toList();
        List<Kind> families = new ArrayList<>();
        if (config.listening().speaksFour()) {
            families.add(Kind.A);
        }
        if (config.listening().speaksSix()) {
            families.add(Kind.AAAA);
        }
        Locator locator = new Locator(new Directory(config.dns()), config.dns(), families, spoken);
        return new Names(locator::locate);
    }

    private static Transports bound(Transport.Surroundings with) {
        try {
            return Transports.bind(with);
        } catch (IllegalStateException taken) {
            with.tap().close();
            with.tls().ifPresent(TlsEngines::close);
            throw taken;
        }
    }

    private static SipProvider provider(KeyedSipStack stack, SipNodeConfig config, Transports bound)
            throws TransportNotSupportedException, InvalidArgumentException, ObjectInUseException,
                    TransportAlreadySupportedException {
        SipProvider provider = null;
        for (BoundProcessor processor : bound.all()) {
            ListeningPoint point = stack.createListeningPoint(
                    config.listening().bound().getFirst(), processor.boundPort(), processor.getTransport());
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
        Hop hop = route(Destination.via("", host, SentBy.portOf(via), via.getTransport()))
                .orElseThrow(() -> new IOException("nobody is reached by " + via.getTransport() + " at " + host));
        BoundProcessor over = transports.named(hop.getTransport()).orElse(transports.first());
        InetSocketAddress peer = new InetSocketAddress(over.addressOf(hop.getHost()), hop.getPort());
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

    /** What is listened for beside UDP and TCP, and which domains' certificates are served; empty for nothing. */
    public String streamsInWords() {
        String ports = transports.all().stream()
                .filter(one -> !one.kind().sharesPort())
                .map(one -> one.kind() + " port " + one.boundPort())
                .collect(Collectors.joining(", "));
        return tls.map(it -> ports + "; certificates: " + it.served()).orElse(ports);
    }

    /** Connections that stand, by the name of their transport. */
    public SortedMap<String, Integer> connections() {
        SortedMap<String, Integer> standing = new TreeMap<>();
        for (BoundProcessor one : transports.all()) {
            if (one instanceof StreamProcessor streams) {
                standing.put(one.getTransport(), streams.connections());
            }
        }
        return standing;
    }

    /** Whether this transport is spoken, and encrypted. */
    public boolean isSecure(String transport) {
        return transports.named(transport).filter(BoundProcessor::isSecure).isPresent();
    }

    /** Whether this transport is spoken. */
    public boolean speaks(String transport) {
        return transports.named(transport).isPresent();
    }

    /** True for every port that some transport listens on. */
    public boolean listensOn(int port) {
        return transports.all().stream().anyMatch(one -> one.boundPort() == port);
    }

    /**
     * How to get there, the best way; empty when the flow is gone, the host cannot be found, the transport is not
     * spoken, or a {@code sips:} URI asks for a safer way than there is (RFC 3261 section 26.2.2).
     */
    public Optional<Hop> route(Destination to) {
        return ready(to)
                .or(() -> wanted(to).flatMap(it -> names.placeOf(it).flatMap(place -> hop(it.host(), place))))
                .filter(hop -> isSafeFor(to, hop));
    }

    /**
     * As {@link #route}, without a thread that waits for a name, and with all ways in the order in which they are tried
     * (RFC 3263 section 4.3).
     *
     * @param who has the look-up done; each has a share of its own
     * @return fails when the share is used up
     */
    public CompletableFuture<List<Hop>> seek(Destination to, String who) {
        Optional<Hop> ready = ready(to);
        Optional<Wanted> wanted = ready.isPresent() ? Optional.empty() : wanted(to);
        return wanted.map(it -> names.sought(it, who)
                        .thenApply(places -> places.stream()
                                .flatMap(place -> hop(it.host(), place).stream())
                                .toList()))
                .orElseGet(
                        () -> CompletableFuture.completedFuture(ready.stream().toList()))
                .thenApply(
                        hops -> hops.stream().filter(hop -> isSafeFor(to, hop)).toList());
    }

    private boolean isSafeFor(Destination to, Hop hop) {
        boolean safely = to.uri().regionMatches(true, 0, SECURE, 0, SECURE.length());
        return !safely || isSecure(hop.getTransport());
    }

    /** A way that needs no name: a flow, or an address. */
    private Optional<Hop> ready(Destination to) {
        String flow = to.flowId();
        if (flow != null && !to.isThroughAnother()) {
            return transports
                    .ofFlow(flow)
                    .flatMap(over -> over.peerOf(flow)
                            .map(peer -> Hops.to(Hops.hostOf(peer), peer.getPort(), over.getTransport())));
        }
        return place(to)
                .filter(it -> Hops.isWhole(it.host()))
                .flatMap(it -> over(it).map(transport -> Hops.to(
                        Names.literal(it.host()).orElse(it.host()),
                        it.port() <= 0 ? transport.getDefaultTargetPort() : it.port(),
                        transport.getTransport())));
    }

    /** The name that has to be looked up; empty where there is none, or nothing it could be reached by. */
    private Optional<Wanted> wanted(Destination to) {
        return to.flowId() != null && !to.isThroughAnother()
                ? Optional.empty()
                : place(to)
                        .filter(it -> !Hops.isWhole(it.host()))
                        .flatMap(
                                it -> over(it).map(transport -> transport.kind().isWeb() && it.port() <= 0
                                        ? new Wanted(it.host(), transport.getDefaultTargetPort(), it.transport())
                                        : it));
    }

    private static Optional<Wanted> place(Destination to) {
        String address = to.address();
        return address == null
                ? Uris.parse(to.next()).map(uri -> new Wanted(Uris.targetOf(uri), uri.getPort(), transport(uri, to)))
                : Optional.of(new Wanted(address, to.port() == null ? 0 : to.port(), to.transport()));
    }

    private static @Nullable String transport(SipURI uri, Destination to) {
        String asked = Uris.transportOf(uri);
        return asked == null ? to.transport() : asked;
    }

    private Optional<BoundProcessor> over(Wanted place) {
        String transport = place.transport();
        return transport == null ? Optional.of(transports.first()) : transports.named(transport);
    }

    /** Over a transport whose peers prove their names the name goes with the hop. */
    private Optional<Hop> hop(String name, Found.Place place) {
        return (place.transport().isEmpty() ? Optional.of(transports.first()) : transports.named(place.transport()))
                .map(over -> over.isSecure()
                        ? Hops.proving(name, place.address(), place.port(), over.getTransport())
                        : Hops.to(place.address(), place.port(), over.getTransport()));
    }

    @Override
    public void close() {
        transports.stop();
        tap.close();
        tls.ifPresent(TlsEngines::close);
        workers.close();
        // The stack waits a second for itself; nobody else has to.
        Thread.ofPlatform().name("sip-stop").daemon().start(stack::stop);
    }
}
