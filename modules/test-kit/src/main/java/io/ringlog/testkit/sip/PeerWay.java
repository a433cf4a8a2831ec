package io.ringlog.testkit.sip;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** How a phone gets to its server, and gets back to it. */
public abstract class PeerWay {
    abstract PeerSocket open();

    static PeerWay udp(InetSocketAddress server) {
        return new PeerWay() {
            @Override
            PeerSocket open() {
                return PeerSocket.udp(server);
            }
        };
    }

    static PeerWay tcp(InetSocketAddress server) {
        return new PeerWay() {
            @Override
            PeerSocket open() {
                return PeerSocket.tcp(server);
            }
        };
    }

    /** By TLS, over a connection that stands. */
    public static PeerWay tls(Socket connection) {
        return new PeerWay() {
            @Override
            PeerSocket open() {
                return new PeerSocket.Stream(connection, "TLS");
            }
        };
    }

    /** By WebSocket, as a page in a browser does: without an address of its own (RFC 7118 section 5). */
    public static final class Web extends PeerWay {
        private final URI server;
        private final SSLContext tls;
        private final String page;
        private @Nullable WebPeerSocket socket;

        public Web(URI server, SSLContext tls, String page) {
            this.server = server;
            this.tls = tls;
            this.page = page;
        }

        @Override
        PeerSocket open() {
            WebPeerSocket opened = new WebPeerSocket(server, tls, page);
            socket = opened;
            return opened;
        }

        /** The connection is gone at once, and there is another. */
        public void comesBack() {
            WebPeerSocket open = socket;
            if (open != null) {
                open.reconnect();
            }
        }
    }
}
