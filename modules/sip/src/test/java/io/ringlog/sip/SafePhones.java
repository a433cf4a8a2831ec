package io.ringlog.sip;

import io.ringlog.sip.tls.SelfSigned;
import io.ringlog.testkit.sip.PeerWay;
import io.ringlog.testkit.sip.SipPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** An edge with TLS and the phones that come by it; they look at no certificate, the test does. */
final class SafePhones implements AutoCloseable {
    private final List<SipPeer> phones = new ArrayList<>();
    final TestEdge edge;

    /** Certificates for {@code default} and the domains given, in the folder; none is replaced. */
    SafePhones(Path folder, String... domains) {
        edge = new TestEdge(config -> config.with(SipNodeConfig.Streams.none().tls(certified(folder, domains))));
    }

    SafePhones(TestEdge edge) {
        this.edge = edge;
    }

    static Path certified(Path folder, String... domains) {
        try {
            SelfSigned.into(folder.resolve("default"), List.of("localhost", "127.0.0.1"));
            for (String domain : domains) {
                SelfSigned.into(folder.resolve(domain), List.of(domain));
            }
            return folder;
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
    }

    SipPeer phone(String user) {
        SipPeer phone = new SipPeer(user, TestEdge.PASSWORD, TestEdge.DOMAIN, PeerWay.tls(connected(Optional.empty())));
        phones.add(phone);
        return phone;
    }

    /** The way of a phone in a browser, of the page {@code https://phone.test}. */
    PeerWay.Web page(String scheme) {
        URI server = URI.create(scheme + "://127.0.0.1:" + edge.node.port(scheme) + "/sip");
        return new PeerWay.Web(server, credulous(), "https://phone.test");
    }

    SipPeer browser(String user, PeerWay way) {
        SipPeer phone = new SipPeer(user, TestEdge.PASSWORD, TestEdge.DOMAIN, way);
        phones.add(phone);
        return phone;
    }

    private static SSLContext credulous() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Credulous()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    SSLSocket connected(Optional<String> domain) {
        return connected(domain, "tls");
    }

    /** After its handshake. */
    SSLSocket connected(Optional<String> domain, String transport) {
        try {
            SSLSocket socket = (SSLSocket) credulous()
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), edge.node.port(transport));
            SSLParameters asked = socket.getSSLParameters();
            domain.ifPresent(it -> asked.setServerNames(List.of(new SNIHostName(it))));
            socket.setSSLParameters(asked);
            socket.startHandshake();
            return socket;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    /** A connection that has sent nothing. */
    Socket silent() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), edge.node.port("tls"));
    }

    @Override
    public void close() {
        phones.forEach(SipPeer::close);
        edge.close();
    }

    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how, @Nullable Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how, @Nullable SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how, @Nullable SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
