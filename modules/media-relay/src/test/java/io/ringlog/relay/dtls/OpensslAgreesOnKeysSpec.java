package io.ringlog.relay.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our end of DTLS against a client that others have written; skipped where it is not installed. */
class OpensslAgreesOnKeysSpec {
    private static final String OPENSSL = "openssl";
    private static final String KEYS = "Keying material: ";
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final DtlsDoor door =
            new DtlsDoor(DtlsIdentity.random(new SecureRandom()), DtlsDoor.Limits.DEFAULT, _ -> {});
    private final CompletableFuture<Object> outcome = new CompletableFuture<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void certificate() throws Exception {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, OPENSSL)));
        assumeTrue(installed, "openssl is not installed: nobody else has agreed on keys with us");
        run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key -out cert"
                + " -days 2 -subj /CN=page");
    }

    private Process start(String arguments) throws IOException {
        return new ProcessBuilder(Stream.concat(Stream.of(OPENSSL), Arrays.stream(arguments.split(" ")))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private List<String> run(String arguments) throws Exception {
        Process process = start(arguments);
        List<String> said = process.inputReader().readAllLines();
        assertThat(process.waitFor()).as("%s", said).isZero();
        return said;
    }

    private Fingerprint fingerprint() throws Exception {
        String said = run("x509 -in cert -noout -fingerprint -sha256").getFirst();
        return Fingerprint.parse("sha-256 " + said.substring(said.indexOf('=') + 1))
                .orElseThrow();
    }

    /** Carries packets between a socket and an end of ours until the socket is closed. */
    private void carry(DatagramSocket socket, Fingerprint theirs) {
        AtomicReference<@Nullable SocketAddress> client = new AtomicReference<>();
        var told = new DtlsEndpoint.Outcome() {
            @Override
            public void agreed(SrtpKeys keys) {
                outcome.complete(keys);
            }

            @Override
            public void failed(DtlsFault why) {
                outcome.complete(why);
            }
        };
        try (DtlsEndpoint end = door.open(HERE, theirs, false, packet -> send(socket, packet, client.get()), told)) {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            while (!socket.isClosed()) {
                socket.receive(packet);
                client.set(packet.getSocketAddress());
                end.packet(Arrays.copyOf(packet.getData(), packet.getLength()));
                packet.setLength(2048);
            }
        } catch (SocketException | SocketTimeoutException over) {
            outcome.complete(over);
        } catch (IOException broken) {
            outcome.completeExceptionally(broken);
        }
    }

    /** What is said when the client and its socket have gone is said to nobody. */
    private void send(DatagramSocket socket, byte[] packet, @Nullable SocketAddress to) {
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException lost) {
            outcome.completeExceptionally(lost);
        }
    }

    @Test
    void it_has_the_keys_that_we_have() throws Exception {
        Fingerprint theirs = fingerprint();
        try (DatagramSocket socket = new DatagramSocket(0, HERE)) {
            socket.setSoTimeout(30_000);
            Thread carrying = Thread.ofVirtual().start(() -> carry(socket, theirs));
            Process client = start("s_client -dtls1_2 -connect 127.0.0.1:" + socket.getLocalPort()
                    + " -cert cert -key key -use_srtp SRTP_AES128_CM_SHA1_80 -keymatexport " + SrtpKeys.LABEL
                    + " -keymatexportlen " + SrtpKeys.EXPORTED_BYTES);
            try (BufferedReader said = client.inputReader()) {
                String exported = said.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith(KEYS))
                        .findFirst()
                        .orElseThrow()
                        .substring(KEYS.length());

                assertThat(outcome.get(30, TimeUnit.SECONDS))
                        .isEqualTo(SrtpKeys.of(Terms.SUITE, HexFormat.of().parseHex(exported), false));
            } finally {
                client.destroy();
            }
            socket.close();
            carrying.join();
        }
    }
}
