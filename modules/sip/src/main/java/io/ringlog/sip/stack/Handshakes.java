package io.ringlog.sip.stack;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.ringlog.sip.stack.SipCounters.Counter;
import io.ringlog.sip.tls.TlsEngines;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLEngine;

/** What stands between a connection and its first message: nothing, or TLS. Knows no message. */
interface Handshakes {
    /** Whether an address may begin one more in this second. */
    boolean admits(InetAddress source);

    /** Puts what is needed before the handlers of a connection that somebody has opened. */
    void accepting(Channel channel);

    /** The same for one that we open, to a peer that must prove the name it is called by. */
    void calling(Channel channel, InetSocketAddress peer);

    /** Of whoever a hop names; a name that has to be proved stays with its address (see {@link Hops}). */
    InetAddress addressOf(String host) throws IOException;

    /** Counts one that did not end well; answers why, in words. */
    String failed(Throwable cause);

    void close();

    static Handshakes of(Transport kind, Transport.Surroundings with) {
        if (!kind.isSecure()) {
            return new None();
        }
        TlsEngines engines =
                with.tls().orElseThrow(() -> new IllegalStateException(kind + " was asked for without certificates"));
        return new Tls(engines, with.config().streams().handshakeMax(), with.counters());
    }

    /** Bytes as they come. */
    final class None implements Handshakes {
        @Override
        public boolean admits(InetAddress source) {
            return true;
        }

        @Override
        public void accepting(Channel channel) {}

        @Override
        public void calling(Channel channel, InetSocketAddress peer) {}

        @Override
        public InetAddress addressOf(String host) throws IOException {
            return Hops.addressOf(host);
        }

        @Override
        public String failed(Throwable cause) {
            return String.valueOf(cause.getMessage());
        }

        @Override
        public void close() {}
    }

    /** TLS 1.2 and 1.3; the costly part of a handshake is done beside the loop that serves connections. */
    final class Tls implements Handshakes {
        /** A handshake costs about a millisecond. */
        private static final int PER_SECOND_AND_SOURCE = 100;

        private static final int CAUSES_LOOKED_AT = 8;

        private final TlsEngines engines;
        private final Duration most;
        private final SipCounters counters;
        private final SourceBudget begun = new SourceBudget(PER_SECOND_AND_SOURCE);
        private final ExecutorService reckoning = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("sip-tls").daemon().factory());

        Tls(TlsEngines engines, Duration most, SipCounters counters) {
            this.engines = engines;
            this.most = most;
            this.counters = counters;
        }

        @Override
        public boolean admits(InetAddress source) {
            return begun.admits(source);
        }

        @Override
        public void accepting(Channel channel) {
            shake(channel, engines.accepting());
        }

        @Override
        public void calling(Channel channel, InetSocketAddress peer) {
            shake(channel, engines.calling(peer.getHostString(), peer.getPort()));
        }

        /** Behind the pace, which counts bytes as they come, and before the framer. */
        private void shake(Channel channel, SSLEngine engine) {
            SslHandler tls = new SslHandler(engine, reckoning);
            tls.setHandshakeTimeoutMillis(most.toMillis());
            String pace = channel.pipeline().context(StreamPace.class).name();
            channel.pipeline().addAfter(pace, null, tls);
        }

        @Override
        public InetAddress addressOf(String host) throws IOException {
            return Hops.addressOf(host);
        }

        @Override
        public String failed(Throwable cause) {
            Throwable why = cause;
            for (int i = 0; i < CAUSES_LOOKED_AT && !(why instanceof GeneralSecurityException); i++) {
                why = why.getCause() == null ? why : why.getCause();
            }
            counters.add(
                    switch (why) {
                        case GeneralSecurityException untrusted -> Counter.HANDSHAKE_UNTRUSTED;
                        case SslHandshakeTimeoutException late -> Counter.HANDSHAKE_TIMED_OUT;
                        case ClosedChannelException gone -> Counter.HANDSHAKE_ABANDONED;
                        case EOFException gone -> Counter.HANDSHAKE_ABANDONED;
                        default -> Counter.HANDSHAKE_FAILED;
                    });
            return "TLS: " + why.getMessage();
        }

        @Override
        public void close() {
            reckoning.shutdown();
        }
    }
}
