package io.ringlog.sip.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/** Makes the two sides of TLS 1.2 and 1.3, with the certificates of the moment. */
public final class TlsEngines implements AutoCloseable {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final SSLContext context;
    private final Certificates certificates;
    private final ScheduledExecutorService watch;

    private TlsEngines(SSLContext context, Certificates certificates, Duration lookEvery) {
        this.context = context;
        this.certificates = certificates;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sip-certificates").daemon().factory());
        watch.scheduleWithFixedDelay(
                certificates::look, lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * @param folder one folder for each domain
     * @param trusted certificates of authorities in PEM, for peers that are called; those of the runtime when empty
     * @throws IllegalStateException in words about what is missing
     */
    public static TlsEngines open(Path folder, Optional<Path> trusted, Duration lookEvery) {
        Certificates certificates = Certificates.in(folder);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {certificates.keys()}, new TrustManager[] {TrustedPeers.of(trusted)}, null);
            return new TlsEngines(context, certificates, lookEvery);
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(
                    "the certificates of authorities in "
                            + trusted.map(Path::toString).orElse("the Java runtime") + " cannot be read: "
                            + broken.getMessage(),
                    broken);
        }
    }

    /** Makes a default certificate in the folder where there is none, which no peer has a reason to believe. */
    public static void develop(Path folder, String host) {
        try {
            SelfSigned.into(folder.resolve(DomainKeys.DEFAULT), List.of(host, "localhost"));
        } catch (IOException unwritable) {
            throw new IllegalStateException("no certificate can be written into " + folder, unwritable);
        }
    }

    /** For a server that makes its engines itself. */
    public SSLContext context() {
        return context;
    }

    /** The side of who is called. */
    public SSLEngine accepting() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(VERSIONS);
        return engine;
    }

    /** The side of who calls {@code host}, whose certificate must name it. */
    public SSLEngine calling(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(VERSIONS);
        return engine;
    }

    /** Which domains are served and until when, for people. */
    public String served() {
        return certificates.inWords();
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
