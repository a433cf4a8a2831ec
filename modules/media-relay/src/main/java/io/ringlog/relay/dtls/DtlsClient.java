package io.ringlog.relay.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Objects;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/** The side that asks ({@code setup:active}). */
final class DtlsClient extends DefaultTlsClient {
    private final Terms terms;

    @Nullable
    SrtpKeys keys;

    DtlsClient(Terms terms) {
        super(terms.identity.crypto);
        this.terms = terms;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Terms.CIPHERS.clone();
    }

    @Override
    protected Vector getSupportedSignatureAlgorithms() {
        return Terms.signatures();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return Terms.HANDSHAKE_MILLIS;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return Terms.MESSAGE_BYTES_MOST;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                terms.recognise(server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return terms.signer(context);
            }
        };
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        Hashtable<?, ?> said = Objects.requireNonNullElseGet(super.getClientExtensions(), Hashtable::new);
        terms.say(said);
        return said;
    }

    @Override
    public void processServerExtensions(Hashtable said) throws IOException {
        super.processServerExtensions(said);
        terms.settle(TlsSRTPUtils.getUseSRTPExtension(said));
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = terms.keys(context, true);
    }
}
