package io.ringlog.sip.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Believes a server whose chain ends at a known authority and that is who was called (RFC 5922 section 7). */
final class TrustedPeers extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;

    private TrustedPeers(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    /** @param file certificates of authorities in PEM; those of the Java runtime where there is none */
    static TrustedPeers of(Optional<Path> file) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(file.isPresent() ? store(file.get()) : null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .map(TrustedPeers::new)
                .orElseThrow(() -> new GeneralSecurityException("this Java runtime checks no certificates"));
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (X509Certificate one : Pem.certificates(Files.readAllBytes(file))) {
            store.setCertificateEntry(Integer.toString(number++), one);
        }
        return store;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how, SSLEngine engine) throws CertificateException {
        authorities.checkServerTrusted(chain, how, engine);
        String called = String.valueOf(engine.getPeerHost());
        if (!PeerIdentity.covers(chain[0], called)) {
            throw new CertificateException(
                    "the certificate is that of " + PeerIdentity.of(chain[0]) + " and not of " + called);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how) throws CertificateException {
        throw unknown();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how, @Nullable Socket socket)
            throws CertificateException {
        throw unknown();
    }

    /** Phones show no certificate: nobody is asked for one. */
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how) throws CertificateException {
        throw unknown();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how, @Nullable Socket socket)
            throws CertificateException {
        throw unknown();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how, SSLEngine engine) throws CertificateException {
        throw unknown();
    }

    private static CertificateException unknown() {
        return new CertificateException("nobody says who was called");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
