package io.ringlog.relay.dtls;

import io.ringlog.media.srtp.SrtpSuite;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** What client and server of a handshake have in common: who we are, who the other has to be, what media is under. */
final class Terms {
    static final int HANDSHAKE_MILLIS = 10_000;

    /** Nobody needs a longer one: a certificate and an offer of keys are some hundred bytes each. */
    static final int MESSAGE_BYTES_MOST = 8192;

    static final int[] CIPHERS = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };

    /** Every browser has it (RFC 8827 section 6.5); the same in the words of session descriptions is the suite. */
    private static final int PROFILE = SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;

    static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;

    private static final SignatureAndHashAlgorithm ECDSA =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
    private static final SignatureAndHashAlgorithm RSA =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa);

    private static final byte[] NO_IDENTIFIER = {};

    final DtlsIdentity identity;
    private final Fingerprint theirs;

    /** Why the handshake was broken off by us. */
    @Nullable
    DtlsFault fault;

    Terms(DtlsIdentity identity, Fingerprint theirs) {
        this.identity = identity;
        this.theirs = theirs;
    }

    static Vector<SignatureAndHashAlgorithm> signatures() {
        Vector<SignatureAndHashAlgorithm> both = new Vector<>();
        both.add(ECDSA);
        both.add(RSA);
        return both;
    }

    TlsCredentialedSigner signer(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), identity.crypto, identity.key, identity.chain, ECDSA);
    }

    /** @throws TlsFatalAlert unless the certificate is the one that the description named (RFC 8122 section 6.2) */
    void recognise(Certificate chain) throws IOException {
        if (chain.isEmpty()
                || !Fingerprint.of(chain.getCertificateAt(0).getEncoded()).equals(theirs)) {
            fault = DtlsFault.FINGERPRINT;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    /** What either side says of media. */
    void say(Hashtable<?, ?> extensions) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {PROFILE}, NO_IDENTIFIER));
    }

    /** Takes it, or breaks off where the other side does not say it. */
    void settle(@Nullable UseSRTPData said) throws IOException {
        if (said == null || Arrays.stream(said.getProtectionProfiles()).noneMatch(it -> it == PROFILE)) {
            fault = DtlsFault.PROFILE;
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
    }

    SrtpKeys keys(TlsContext context, boolean isClient) {
        byte[] exported = context.exportKeyingMaterial(SrtpKeys.LABEL, null, SrtpKeys.EXPORTED_BYTES);
        return SrtpKeys.of(SUITE, exported, isClient);
    }
}
