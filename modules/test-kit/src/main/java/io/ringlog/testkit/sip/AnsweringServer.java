package io.ringlog.testkit.sip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A SIP server over UDP that gives each request the one answer it is told to give, or none. Keeps no transactions. */
public final class AnsweringServer implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final DatagramSocket socket;
    private final LinkedBlockingQueue<SipText> asked = new LinkedBlockingQueue<>();
    private volatile Function<SipText, @Nullable Reply> manner = request -> new Reply(200);

    /** A final answer with headers of its own. */
    public record Reply(int status, List<SipText.Header> headers) {
        public Reply {
            headers = List.copyOf(headers);
        }

        public Reply(int status, SipText.Header... headers) {
            this(status, List.of(headers));
        }
    }

    public AnsweringServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("answering-server").start(this::serve);
    }

    /** From now on requests are answered so; null is silence. */
    public AnsweringServer behaving(Function<SipText, @Nullable Reply> newManner) {
        manner = newManner;
        return this;
    }

    /** {@code host:port}. */
    public String place() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The next request, repeats too; an assertion fails when none comes within five seconds. */
    public SipText awaitAsked() {
        try {
            SipText request = asked.poll(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("nothing was asked");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next request if it has come already. */
    public Optional<SipText> asked() {
        return Optional.ofNullable(asked.poll());
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, LARGEST);
            try {
                socket.receive(packet);
                SipText request = SipText.parse(new String(buffer, 0, packet.getLength(), UTF_8));
                asked.add(request);
                Reply reply = manner.apply(request);
                if (reply != null) {
                    byte[] answer = written(request, reply).getBytes(UTF_8);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String written(SipText request, Reply reply) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + reply.status() + " As Told\r\n");
        request.all("Via").forEach(via -> text.append("Via: ").append(via).append("\r\n"));
        text.append("From: ").append(request.header("From")).append("\r\n");
        text.append("To: ").append(request.header("To")).append(";tag=server\r\n");
        text.append("Call-ID: ").append(request.callId()).append("\r\n");
        text.append("CSeq: ").append(request.header("CSeq")).append("\r\n");
        reply.headers()
                .forEach(it ->
                        text.append(it.name()).append(": ").append(it.value()).append("\r\n"));
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    @Override
    public void close() {
        socket.close();
    }
}
