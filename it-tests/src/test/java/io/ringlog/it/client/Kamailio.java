package io.ringlog.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** A Kamailio of Debian's that plays a carrier; ended, it may be started again at the same place. */
public final class Kamailio implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int WAIT_MS = 300;

    private final ClientProcess process;

    private Kamailio(ClientProcess process) {
        this.process = process;
    }

    /** @param words what stands for {@code {{name}}} in its configuration; {@code port} is where it listens */
    public static Kamailio start(Path folder, Map<String, String> words) {
        Path config = folder.resolve("carrier.cfg");
        try (var in = Objects.requireNonNull(Kamailio.class.getResourceAsStream("/clients/kamailio/carrier.cfg"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var word : words.entrySet()) {
                text = text.replace("{{" + word.getKey() + "}}", word.getValue());
            }
            Files.writeString(config, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String place = folder.toString();
        List<String> command =
                List.of("kamailio", "-DD", "-m", "64", "-M", "16", "-f", config.toString(), "-Y", place, "-w", place);
        var kamailio = new Kamailio(ClientProcess.start(folder, "kamailio", command));
        int port = Integer.parseInt(words.getOrDefault("port", ""));
        Awaitility.await("kamailio answers")
                .atMost(PATIENCE)
                .until(() -> answers(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        return kamailio;
    }

    private static boolean answers(InetSocketAddress at) throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String here = "127.0.0.1:" + socket.getLocalPort();
            byte[] options = ("OPTIONS sip:127.0.0.1:" + at.getPort() + " SIP/2.0\r\nVia: SIP/2.0/UDP " + here
                            + ";branch=z9hG4bK" + socket.getLocalPort() + "\r\nFrom: <sip:test@" + here
                            + ">;tag=1\r\nTo: <sip:test@" + here + ">\r\nCall-ID: " + here
                            + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            socket.setSoTimeout(WAIT_MS);
            socket.send(new DatagramPacket(options, options.length, at));
            socket.receive(new DatagramPacket(new byte[2048], 2048));
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
