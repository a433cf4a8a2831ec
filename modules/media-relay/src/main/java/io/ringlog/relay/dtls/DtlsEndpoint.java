package io.ringlog.relay.dtls;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsTimeoutException;

/**
 * Our end of DTLS for one leg: one handshake, and whatever the other side repeats of it for as long as the leg is open.
 * Packets are handed in from any thread and come out on the handshake's own.
 */
public final class DtlsEndpoint implements AutoCloseable {
    /** What becomes of the handshake; told once, on its thread. */
    public interface Outcome {
        void agreed(SrtpKeys keys);

        void failed(DtlsFault why);
    }

    /** How often a handshake that is over looks whether it is still wanted. */
    private static final int QUIET_MILLIS = 60_000;

    private final Line line;
    private final Terms terms;
    private final boolean isClient;
    private final Outcome outcome;
    private volatile boolean unwanted;

    /**
     * @param theirs of the only certificate that is taken
     * @param isClient whether we begin
     * @param wire takes packets for the other side
     */
    DtlsEndpoint(DtlsIdentity identity, Fingerprint theirs, boolean isClient, Consumer<byte[]> wire, Outcome outcome) {
        this.line = new Line(wire);
        this.terms = new Terms(identity, theirs);
        this.isClient = isClient;
        this.outcome = outcome;
    }

    /** Whether the first byte of a packet is one of DTLS (RFC 7983). */
    public static boolean isDtls(int firstByte) {
        return firstByte >= 20 && firstByte <= 63;
    }

    /**
     * Takes what has come for it.
     *
     * @param packet kept
     * @return false when as many wait as may, and this one is lost
     */
    public boolean packet(byte[] packet) {
        return line.arrived(packet);
    }

    /** The handshake; empty when it came to nothing. */
    Optional<DTLSTransport> shakeHands() {
        try {
            return Optional.of(isClient ? asClient() : asServer());
        } catch (IOException broken) {
            outcome.failed(fault(broken));
            return Optional.empty();
        }
    }

    private DTLSTransport asServer() throws IOException {
        DtlsServer server = new DtlsServer(terms);
        DTLSTransport transport = new DTLSServerProtocol().accept(server, line);
        outcome.agreed(Objects.requireNonNull(server.keys));
        return transport;
    }

    private DTLSTransport asClient() throws IOException {
        DtlsClient client = new DtlsClient(terms);
        DTLSTransport transport = new DTLSClientProtocol().connect(client, line);
        outcome.agreed(Objects.requireNonNull(client.keys));
        return transport;
    }

    private DtlsFault fault(IOException broken) {
        DtlsFault ours = terms.fault;
        if (ours != null) {
            return ours;
        }
        return unwanted
                ? DtlsFault.CLOSED
                : broken instanceof TlsTimeoutException ? DtlsFault.TIMEOUT : DtlsFault.PROTOCOL;
    }

    /** Answers what is repeated and throws away what is said beside media, until the other side or the leg ends. */
    void goOn(DTLSTransport transport) {
        byte[] said = new byte[Line.PACKET_BYTES_MOST];
        try {
            while (!line.isOver()) {
                transport.receive(said, 0, said.length, QUIET_MILLIS);
            }
        } catch (IOException over) {
            line.close();
        }
    }

    @Override
    public void close() {
        unwanted = true;
        line.close();
    }
}
