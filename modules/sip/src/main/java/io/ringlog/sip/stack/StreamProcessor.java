package io.ringlog.sip.stack;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.stack.SipCounters.Counter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** SIP over streams of one kind, on Netty: accepts, connects, remembers which connection (flow) reaches which peer. */
final class StreamProcessor extends BoundProcessor {
    private static final int CLOSING_MILLIS = 2_000;
    private static final int CONNECT_MILLIS = 4_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<Peer, StreamConnection> byPeer = new ConcurrentHashMap<>();
    private final Map<String, StreamConnection> byFlow = new ConcurrentHashMap<>();
    private final Map<InetAddress, SourceShare> perSource = new ConcurrentHashMap<>();
    // Flow ids must not come alive again for another peer after a restart.
    private final String epoch = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong sequence = new AtomicLong();
    private final Inlet inlet;
    private final SipCounters counters;
    private final SipNodeConfig config;
    private final SipSockets.Signals signals;
    private final Tap tap;
    private final SourceBudget streams;
    private final Handshakes handshakes;
    private final List<Channel> listening = new ArrayList<>();
    private final int port;

    /** A peer by the name or address it was called by; who has called is known by address alone. */
    private record Peer(String host, int port) {
        static Peer of(InetSocketAddress address) {
            return new Peer(Hops.hostOf(address), address.getPort());
        }
    }

    StreamProcessor(Transport kind, List<InetSocketAddress> at, Transport.Surroundings with) throws IOException {
        super(kind);
        this.inlet = with.inlet();
        this.counters = with.counters();
        this.config = with.config();
        this.signals = with.signals();
        this.tap = with.tap();
        this.streams = new SourceBudget(Inlet.unitsFor(config.limits().invitesPerSecondPerSource()));
        this.handshakes = Handshakes.of(kind, with);
        int given = 0;
        for (InetSocketAddress one : at) {
            Channel bound = bind(given == 0 ? one : new InetSocketAddress(one.getAddress(), given));
            listening.add(bound);
            given = ((InetSocketAddress) bound.localAddress()).getPort();
        }
        port = given;
    }

    private Channel bind(InetSocketAddress at) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(accepting())
                .bind(at)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stop();
            throw bound.cause() instanceof BindException taken
                    ? taken
                    : new IOException(bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    private ChannelInitializer<SocketChannel> accepting() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                InetSocketAddress peer = channel.remoteAddress();
                if (inlet.drops(peer.getAddress())) {
                    channel.close();
                    return;
                }
                if (!admit(peer)) {
                    counters.add(Counter.TOO_MANY_CONNECTIONS);
                    channel.close();
                } else if (!handshakes.admits(peer.getAddress())) {
                    counters.add(Counter.HANDSHAKES_LIMITED);
                    channel.close();
                } else {
                    StreamConnection connection = remember(peer);
                    if (!kind().isWeb()) {
                        connection.ready(channel.newSucceededFuture());
                    }
                    furnish(channel, connection);
                    handshakes.accepting(channel);
                }
            }
        };
    }

    private boolean admit(InetSocketAddress peer) {
        return byFlow.size() < config.limits().connections()
                && connectionsOf(peer.getAddress()) < config.limits().connectionsPerSource();
    }

    private int connectionsOf(InetAddress source) {
        SourceShare share = perSource.get(SourceBudget.network(source));
        return share == null ? 0 : share.connections();
    }

    private StreamConnection remember(InetSocketAddress peer) {
        String flowId = getTransport() + ":" + epoch + "-" + sequence.incrementAndGet();
        SourceShare share = perSource.compute(
                SourceBudget.network(peer.getAddress()),
                (source, before) -> (before == null ? new SourceShare() : before).joined());
        StreamConnection connection = new StreamConnection(this, peer, flowId, share.connection());
        byPeer.put(Peer.of(peer), connection);
        byFlow.put(flowId, connection);
        return connection;
    }

    private void furnish(SocketChannel channel, StreamConnection connection) {
        long idle = config.timing().idleConnectionMax().toMillis();
        long unheard = kind().isWeb() ? config.streams().pingEvery().toMillis() : 0;
        open.add(channel);
        channel.pipeline()
                .addLast(new IdleStateHandler(unheard, 0, idle, TimeUnit.MILLISECONDS))
                .addLast(new StreamPace(
                        streams, connection.peer().getAddress(), () -> counters.add(Counter.STREAM_PACED)))
                .addLast(framer(connection.share()))
                .addLast(connection);
    }

    private Framer framer(SourceShare.Connection share) {
        Framer.Bounds bounds = new Framer.Bounds(
                config.limits().messageBytes(),
                config.timing().partialMessageMax().toMillis(),
                () -> counters.add(Counter.SLOW_STREAM));
        return kind().isWeb()
                ? new WebSocketFramer(
                        bounds, share, config.streams().origins(), () -> counters.add(Counter.UPGRADE_REFUSED))
                : new SipFramer(bounds, share);
    }

    /** A message that goes to a peer is copied, in the clear, for whoever collects traces. */
    void copied(byte[] message, InetSocketAddress to) {
        tap.sent(message, this, to);
    }

    /** A message as it goes over streams of this kind. */
    byte[] framed(byte[] message) {
        return kind().isWeb() ? WebSocketFrames.message(message) : message;
    }

    @Override
    int boundPort() {
        return port;
    }

    /** Connections are accepted from the start; the inlet lets nothing through before it is open. */
    @Override
    void startReading() {}

    @Override
    Wire wireTo(InetSocketAddress peer) throws IOException {
        StreamConnection known = byPeer.get(Peer.of(peer));
        if (known == null && kind().isWeb()) {
            throw new IOException("who came by WebSocket has to come again: " + peer);
        }
        return known != null ? known : connect(peer);
    }

    private synchronized StreamConnection connect(InetSocketAddress peer) {
        StreamConnection known = byPeer.get(Peer.of(peer));
        if (known != null) {
            return known;
        }
        StreamConnection connection = remember(peer);
        ChannelFuture opening = new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, connection);
                        handshakes.calling(channel, peer);
                    }
                })
                .connect(peer);
        connection.ready(opening);
        opening.addListener(done -> {
            if (!done.isSuccess()) {
                closed(connection);
            }
        });
        return connection;
    }

    @Override
    Optional<InetSocketAddress> peerOf(String flowId) {
        return Optional.ofNullable(byFlow.get(flowId)).map(StreamConnection::peer);
    }

    @Override
    InetAddress addressOf(String host) throws IOException {
        return handshakes.addressOf(host);
    }

    Inlet inlet() {
        return inlet;
    }

    int connections() {
        return byFlow.size();
    }

    void broken(Framer.Broken broken, WireChannel from) {
        if (broken.oversized()) {
            inlet.oversized(broken.head(), from);
        } else {
            inlet.unframed(broken.head(), from);
        }
    }

    /** A peer that does not read what it asked for. */
    void unread() {
        counters.add(Counter.UNREAD_ANSWERS);
    }

    /** The peer, or we, did not get through the handshake; answers why in words. */
    String unshaken(Throwable cause) {
        return handshakes.failed(cause);
    }

    void closed(StreamConnection connection) {
        if (byFlow.remove(connection.flowId()) == null) {
            return;
        }
        byPeer.remove(Peer.of(connection.peer()), connection);
        perSource.computeIfPresent(
                SourceBudget.network(connection.peer().getAddress()), (source, share) -> share.left() ? null : share);
        signals.flowLost().accept(connection.flowId());
        signals.unreachable().accept(connection.peer(), connection.lostBy());
    }

    @Override
    boolean reliable() {
        return true;
    }

    /** Whoever is connected hears of it now: loops that shut down do not close all they have. */
    @Override
    public void stop() {
        for (Channel one : listening) {
            one.close().awaitUninterruptibly();
        }
        open.close().awaitUninterruptibly(CLOSING_MILLIS);
        release();
    }

    private void release() {
        handshakes.close();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }
}
