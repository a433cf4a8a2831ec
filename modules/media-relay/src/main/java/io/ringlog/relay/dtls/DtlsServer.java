package io.ringlog.relay.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Objects;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.jspecify.annotations.Nullable;

/** The side that is asked ({@code setup:passive}). */
final class DtlsServer extends DefaultTlsServer {
    private final Terms terms;

    @Nullable
    SrtpKeys keys;

    DtlsServer(Terms terms) {
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
    public int getHandshakeTimeoutMillis() {
        return Terms.HANDSHAKE_MILLIS;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return Terms.MESSAGE_BYTES_MOST;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return terms.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, Terms.signatures(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        terms.recognise(chain);
    }

    @Override
    public void processClientExtensions(Hashtable said) throws IOException {
        super.processClientExtensions(said);
        terms.settle(TlsSRTPUtils.getUseSRTPExtension(said));
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable<?, ?> said = Objects.requireNonNullElseGet(super.getServerExtensions(), Hashtable::new);
        terms.say(said);
        return said;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        keys = terms.keys(context, false);
    }
}
