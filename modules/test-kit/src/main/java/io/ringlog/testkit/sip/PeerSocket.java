package io.ringlog.testkit.sip;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** How a phone is connected: one UDP socket, or one connection to its server. Delivers whole messages. */
sealed interface PeerSocket extends AutoCloseable permits PeerSocket.Udp, PeerSocket.Stream, WebPeerSocket {
    String transport();

    int localPort();

    /** Where it says it can be reached: in Contact and Via. */
    default String place() {
        return "127.0.0.1:" + localPort();
    }

    /** An address and a port as they stand in a URI. */
    static String place(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    /** The word that a URI has for its transport. */
    default String parameter() {
        return transport().toLowerCase(Locale.ROOT);
    }

    /** Hands whole messages on from now on, one after the other; what came before waits. */
    void listen(Consumer<String> receiver);

    void send(byte[] message);

    /** Sends where a response belongs (RFC 3581); on a stream that is always the connection. */
    default void respond(byte[] message, InetSocketAddress to) {
        send(message);
    }

    /** Talks to another server from now on; a stream cannot. */
    default void towards(InetSocketAddress server) {
        throw new UnsupportedOperationException("a stream stays with its server");
    }

    @Override
    void close();

    static PeerSocket udp(InetSocketAddress server) {
        try {
            return new Udp(server, new DatagramSocket(0, server.getAddress()));
        } catch (IOException e) {
            throw new IllegalStateException("no UDP socket", e);
        }
    }

    static PeerSocket tcp(InetSocketAddress server) {
        try {
            return new Stream(new Socket(server.getAddress(), server.getPort()), "TCP");
        } catch (IOException e) {
            throw new IllegalStateException("no TCP connection to " + server, e);
        }
    }

    /** Datagrams. */
    final class Udp implements PeerSocket {
        private final DatagramSocket socket;
        private volatile InetSocketAddress server;

        Udp(InetSocketAddress server, DatagramSocket socket) {
            this.server = server;
            this.socket = socket;
        }

        @Override
        public void listen(Consumer<String> receiver) {
            Thread.ofVirtual().name("peer-udp").start(() -> read(receiver));
        }

        private void read(Consumer<String> receiver) {
            byte[] buffer = new byte[65_535];
            while (!socket.isClosed()) {
                try {
                    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                    socket.receive(packet);
                    receiver.accept(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        @Override
        public String transport() {
            return "UDP";
        }

        @Override
        public int localPort() {
            return socket.getLocalPort();
        }

        @Override
        public String place() {
            return PeerSocket.place(socket.getLocalAddress(), localPort());
        }

        @Override
        public void towards(InetSocketAddress another) {
            server = another;
        }

        @Override
        public void send(byte[] message) {
            respond(message, server);
        }

        @Override
        public void respond(byte[] message, InetSocketAddress to) {
            try {
                socket.send(new DatagramPacket(message, message.length, to));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException("could not send to " + to, e);
                }
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** A stream, cut by Content-Length. */
    final class Stream implements PeerSocket {
        private final Socket socket;
        private final String transport;

        Stream(Socket socket, String transport) {
            this.socket = socket;
            this.transport = transport;
        }

        @Override
        public void listen(Consumer<String> receiver) {
            Thread.ofVirtual().name("peer-stream").start(() -> read(receiver));
        }

        private void read(Consumer<String> receiver) {
            try {
                InputStream in = socket.getInputStream();
                for (String head = head(in); !head.isEmpty(); head = head(in)) {
                    int length = Integer.parseInt(
                            SipText.parse(head).header("Content-Length").trim());
                    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                    receiver.accept(head + body);
                }
            } catch (IOException closed) {
                close();
            }
        }

        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (head.isEmpty() && (c == '\r' || c == '\n')) {
                    continue;
                }
                head.append((char) c);
                if (c == '\n' && head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
                    return head.toString();
                }
            }
            return "";
        }

        @Override
        public String transport() {
            return transport;
        }

        @Override
        public int localPort() {
            return socket.getLocalPort();
        }

        @Override
        public String place() {
            return PeerSocket.place(socket.getLocalAddress(), localPort());
        }

        @Override
        public void send(byte[] message) {
            try {
                synchronized (this) {
                    socket.getOutputStream().write(message);
                    socket.getOutputStream().flush();
                }
            } catch (IOException e) {
                throw new IllegalStateException("the connection is gone", e);
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException("could not close", e);
            }
        }
    }
}
