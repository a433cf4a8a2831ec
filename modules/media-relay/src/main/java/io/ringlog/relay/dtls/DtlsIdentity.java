package io.ringlog.relay.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Who an edge is in its handshakes: a key on P-256 and a certificate that it has signed itself. Its fingerprint stands
 * in descriptions; nobody trusts it for more than that. Made anew with each process.
 */
public final class DtlsIdentity {
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final int SERIAL_BITS = 63;

    final BcTlsCrypto crypto;
    final AsymmetricKeyParameter key;
    final Certificate chain;
    private final Fingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter key, byte[] certificate) throws IOException {
        this.crypto = crypto;
        this.key = key;
        this.chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
        this.fingerprint = Fingerprint.of(certificate);
    }

    /** An identity that nobody has had before. */
    public static DtlsIdentity random(SecureRandom random) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = pairs.generateKeyPair();
            AsymmetricKeyParameter key =
                    PrivateKeyFactory.createKey(pair.getPrivate().getEncoded());
            return new DtlsIdentity(new BcTlsCrypto(random), key, signed(pair, random));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("every Java runtime has P-256", impossible);
        }
    }

    private static byte[] signed(KeyPair pair, SecureRandom random) throws GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name("CN=ringlog");
        Instant now = Instant.now();
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)));
        content.setSignature(algorithm);
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(Date.from(now.minus(CLOCKS_DIFFER))));
        content.setEndDate(new Time(Date.from(now.plus(LIFE))));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        TBSCertificate unsigned = content.generateTBSCertificate();
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(unsigned.getEncoded(ASN1Encoding.DER));
        DERBitString signature = new DERBitString(signer.sign());
        return new DERSequence(new ASN1Encodable[] {unsigned, algorithm, signature}).getEncoded(ASN1Encoding.DER);
    }

    public Fingerprint fingerprint() {
        return fingerprint;
    }
}
