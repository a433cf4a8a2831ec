package io.ringlog.relay.dtls;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSTransport;

/**
 * Lets handshakes in: so many at once and so many for an address, since each costs a millisecond of a processor. Counts
 * what becomes of them. Any thread.
 */
public final class DtlsDoor {
    /** How many handshakes of an address may be under way at once, and of all. */
    public record Limits(int perAddress, int all) {
        /** A home or an office behind one address reconnects at once; a node of two processors does 1,000 a second. */
        public static final Limits DEFAULT = new Limits(16, 256);
    }

    /** Of a handshake that came to keys. */
    public static final String AGREED = "agreed";

    private final DtlsIdentity identity;
    private final Limits limits;
    private final Consumer<String> tally;
    private final ThreadFactory threads = Thread.ofVirtual().name("dtls-", 0).factory();
    private final Map<InetAddress, Integer> underWay = new HashMap<>();
    private int all;

    /** @param tally is told what becomes of each handshake: {@link #AGREED}, or the word of a fault */
    public DtlsDoor(DtlsIdentity identity, Limits limits, Consumer<String> tally) {
        this.identity = identity;
        this.limits = limits;
        this.tally = tally;
    }

    /** With an identity that nobody has had before. */
    public DtlsDoor(Consumer<String> tally) {
        this(DtlsIdentity.random(new SecureRandom()), Limits.DEFAULT, tally);
    }

    public DtlsIdentity identity() {
        return identity;
    }

    /**
     * Begins a handshake on a thread of its own.
     *
     * @param from where the other side is
     * @param theirs of the only certificate that is taken
     * @param isClient whether we begin
     * @param wire takes packets for the other side, on the handshake's thread
     * @param outcome told at once where no more handshakes are let in
     */
    public DtlsEndpoint open(
            InetAddress from,
            Fingerprint theirs,
            boolean isClient,
            Consumer<byte[]> wire,
            DtlsEndpoint.Outcome outcome) {
        DtlsEndpoint endpoint = new DtlsEndpoint(identity, theirs, isClient, wire, counting(outcome));
        if (enter(from)) {
            threads.newThread(() -> run(endpoint, from)).start();
        } else {
            endpoint.close();
            counting(outcome).failed(DtlsFault.CROWDED);
        }
        return endpoint;
    }

    private void run(DtlsEndpoint endpoint, InetAddress from) {
        Optional<DTLSTransport> transport;
        try {
            transport = endpoint.shakeHands();
        } finally {
            leave(from);
        }
        transport.ifPresent(endpoint::goOn);
    }

    private synchronized boolean enter(InetAddress from) {
        int here = underWay.getOrDefault(from, 0);
        if (all >= limits.all() || here >= limits.perAddress()) {
            return false;
        }
        underWay.put(from, here + 1);
        all++;
        return true;
    }

    private synchronized void leave(InetAddress from) {
        all--;
        underWay.computeIfPresent(from, (any, count) -> count == 1 ? null : count - 1);
    }

    private DtlsEndpoint.Outcome counting(DtlsEndpoint.Outcome outcome) {
        return new DtlsEndpoint.Outcome() {
            @Override
            public void agreed(SrtpKeys keys) {
                tally.accept(AGREED);
                outcome.agreed(keys);
            }

            @Override
            public void failed(DtlsFault why) {
                tally.accept(why.word());
                outcome.failed(why);
            }
        };
    }
}
