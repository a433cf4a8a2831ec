package io.ringlog.lab.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.lab.load.SipText;
import io.ringlog.relay.bench.Phones;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** rtpengine in user space, set up call by call over its NG protocol (bencode over UDP). */
final class Rtpengine implements AutoCloseable {

    private static final Pattern MEDIA_PORT = Pattern.compile("m=audio (\\d+) ");
    private static final int ATTEMPTS = 50;
    private static final int REFUSALS = 5;

    private final Process process;
    private final DatagramSocket control;
    private final Path log;

    private Rtpengine(Process process, DatagramSocket control, Path log) {
        this.process = process;
        this.control = control;
        this.log = log;
    }

    static Rtpengine start(Path program, Path folder) throws IOException {
        int port = FreePort.udp("127.0.0.1");
        Path log = folder.resolve("rtpengine.log");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--table=-1",
                        "--interface=127.0.0.1",
                        "--foreground",
                        "--log-stderr",
                        "--listen-ng=127.0.0.1:" + port,
                        "--port-min=42000",
                        "--port-max=46000",
                        "--num-threads=1",
                        "--log-level=3",
                        "--pidfile=" + folder.resolve("rtpengine.pid"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        DatagramSocket control = new DatagramSocket();
        control.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        control.setSoTimeout(2_000);
        return new Rtpengine(process, control, log);
    }

    /** Nanoseconds of processor time by forwarded packet. */
    double measure(int calls, Duration length) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (Phones phones = new Phones(here, calls)) {
            for (int call = 0; call < calls; call++) {
                int legB = ask(call, "offer", phones.address(call, 0));
                int legA = ask(call, "answer", phones.address(call, 1));
                phones.aim(call, 0, new InetSocketAddress(here, legA));
                phones.aim(call, 1, new InetSocketAddress(here, legB));
            }
            phones.talk(Duration.ofSeconds(2));
            long receivedBefore = phones.received();
            long before = ProcessorTime.of(process.toHandle());
            phones.talk(length);
            long received = phones.received() - receivedBefore;
            return (ProcessorTime.of(process.toHandle()) - before) / (double) Math.max(1, received);
        }
    }

    private int ask(int call, String command, InetSocketAddress phone) throws IOException {
        String tags = command.equals("answer") ? pair("from-tag", "f") + pair("to-tag", "t") : pair("from-tag", "f");
        // The cookie must never have been used before: rtpengine answers a known one from its memory.
        String request = ProcessHandle.current().pid() + "_" + System.nanoTime() + " d"
                + pair("call-id", "bench-" + call) + pair("command", command) + tags
                + pair("sdp", SipText.sdp("127.0.0.1", phone.getPort())) + "e";
        int refusals = 0;
        String last = "nothing";
        for (int attempt = 0; attempt < ATTEMPTS && refusals < REFUSALS && process.isAlive(); attempt++) {
            byte[] bytes = request.getBytes(UTF_8);
            DatagramPacket answer = new DatagramPacket(new byte[8_192], 8_192);
            try {
                control.send(new DatagramPacket(bytes, bytes.length));
                control.receive(answer);
                last = new String(answer.getData(), 0, answer.getLength(), UTF_8);
                Matcher port = MEDIA_PORT.matcher(last);
                if (port.find()) {
                    return Integer.parseInt(port.group(1));
                }
                refusals++;
            } catch (SocketTimeoutException | PortUnreachableException starting) {
                last = starting.toString();
                LockSupport.parkNanos(200_000_000);
            }
        }
        throw new IOException("rtpengine gave no port for call " + call + ": it answered " + last + "; "
                + (process.isAlive() ? "it runs" : "it ended with " + process.exitValue()) + "; its log says "
                + Files.readString(log).strip());
    }

    private static String pair(String key, String value) {
        return key.length() + ":" + key + value.getBytes(UTF_8).length + ":" + value;
    }

    @Override
    public void close() {
        control.close();
        process.destroy();
    }
}
