package io.ringlog.sip.stack;

import io.ringlog.sip.SipNodeConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** The transports of a node in the order they are bound in: a further one is its processor and a line here. */
enum Transport {
    UDP((kind, at, with) -> new UdpProcessor(at, with)),
    TCP(StreamProcessor::new);

    private final Opener opener;

    /** What every transport works with. */
    record Surroundings(SipNodeConfig config, Inlet inlet, SipCounters counters, SipSockets.Signals signals) {}

    private interface Opener {
        BoundProcessor open(Transport kind, InetSocketAddress at, Surroundings with) throws IOException;
    }

    Transport(Opener opener) {
        this.opener = opener;
    }

    /** As in a Via of the stack's and in front of a flow's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    BoundProcessor open(InetSocketAddress at, Surroundings with) throws IOException {
        return opener.open(this, at, with);
    }
}
