package io.ringlog.sip.stack;

import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.tls.TlsEngines;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The transports of a node in the order they are bound in: a further one is its processor and a line here. */
enum Transport {
    UDP(5060, false, (kind, at, with) -> new UdpProcessor(at, with)),
    TCP(5060, false, StreamProcessor::new),
    TLS(5061, true, StreamProcessor::new),
    WS(80, false, StreamProcessor::new),
    WSS(443, true, StreamProcessor::new);

    private final int usualPort;
    private final boolean secure;
    private final Opener opener;

    /** What every transport works with. */
    record Surroundings(
            SipNodeConfig config,
            Inlet inlet,
            SipCounters counters,
            SipSockets.Signals signals,
            Optional<TlsEngines> tls,
            Tap tap) {}

    private interface Opener {
        BoundProcessor open(Transport kind, List<InetSocketAddress> at, Surroundings with) throws IOException;
    }

    Transport(int usualPort, boolean secure, Opener opener) {
        this.usualPort = usualPort;
        this.secure = secure;
        this.opener = opener;
    }

    /** As in a Via of the stack's and in front of a flow's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where a peer listens who says no port (RFC 3261 section 19.1.2). */
    int usualPort() {
        return usualPort;
    }

    /** Whether what goes over it is encrypted, and who is called has proved its name. */
    boolean isSecure() {
        return secure;
    }

    /** Whether its messages are those of a WebSocket, which browsers open and nobody else (RFC 7118). */
    boolean isWeb() {
        return this == WS || this == WSS;
    }

    /** UDP and TCP have one port, whatever it is. */
    boolean sharesPort() {
        return this == UDP || this == TCP;
    }

    /** The port asked for; empty where the transport is not spoken. */
    OptionalInt portIn(SipNodeConfig config) {
        return switch (this) {
            case UDP, TCP -> OptionalInt.of(config.listening().port());
            case TLS -> config.streams().tls();
            case WS -> config.streams().ws();
            case WSS -> config.streams().wss();
        };
    }

    /** @param at addresses of one port; where that is 0, all have the one that the first was given */
    BoundProcessor open(List<InetSocketAddress> at, Surroundings with) throws IOException {
        return opener.open(this, at, with);
    }
}
