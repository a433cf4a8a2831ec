package io.ringlog.it.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Bytes to the platform as they are, and what comes back: no client, so nothing is tidied up on the way. */
public sealed interface Wire extends AutoCloseable {

    static Datagrams udp(InetSocketAddress server) {
        try {
            return new Datagrams(server, new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From an address of its own, {@code 127.0.0.66}. */
    static Datagrams udp(InetSocketAddress server, String from) {
        try {
            return new Datagrams(server, new DatagramSocket(0, InetAddress.ofLiteral(from)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From an address of its own, {@code 127.0.0.66}. */
    static Stream tcp(InetSocketAddress server, String from) {
        try {
            return new Stream(new Socket(server.getAddress(), server.getPort(), InetAddress.ofLiteral(from), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream tcp(InetSocketAddress server) {
        try {
            return new Stream(new Socket(server.getAddress(), server.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String transport();

    int port();

    void send(byte[] bytes);

    /** The head of the next message; empty when none comes in time, or none can come any more. */
    Optional<String> answer(Duration within);

    @Override
    void close();

    /** By datagrams. */
    record Datagrams(InetSocketAddress server, DatagramSocket socket) implements Wire {
        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void send(byte[] bytes) {
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, server));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<String> answer(Duration within) {
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            try {
                socket.setSoTimeout((int) within.toMillis());
                socket.receive(packet);
                return Optional.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (SocketTimeoutException silence) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** On one connection. */
    record Stream(Socket socket) implements Wire {
        @Override
        public String transport() {
            return "TCP";
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void send(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Optional<String> answer(Duration within) {
            var head = new ByteArrayOutputStream();
            try {
                socket.setSoTimeout((int) within.toMillis());
                while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                    int next = socket.getInputStream().read();
                    if (next < 0) {
                        return Optional.empty();
                    }
                    head.write(next);
                }
                return Optional.of(head.toString(StandardCharsets.UTF_8));
            } catch (SocketTimeoutException | SocketException silence) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Whether the platform closes the connection within a time. */
        public boolean isClosedWithin(Duration time) {
            try {
                socket.setSoTimeout((int) time.toMillis());
                return socket.getInputStream().read() < 0;
            } catch (SocketTimeoutException open) {
                return false;
            } catch (IOException reset) {
                return true;
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
