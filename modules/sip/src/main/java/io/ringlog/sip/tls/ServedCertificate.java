package io.ringlog.sip.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** One domain's chain, its own certificate first, and the key that belongs to it. */
record ServedCertificate(String domain, List<X509Certificate> chain, PrivateKey key) {
    static final String CHAIN = "fullchain.pem";
    static final String KEY = "privkey.pem";

    /** Nobody has a chain or a key that long. */
    private static final int LARGEST = 256 * 1024;

    private static final byte[] SIGNED = {'r', 'i', 'n', 'g', 'l', 'o', 'g'};

    ServedCertificate {
        chain = List.copyOf(chain);
    }

    /** @throws GeneralSecurityException in words about a file that cannot be served */
    static ServedCertificate read(String domain, Path folder) throws IOException, GeneralSecurityException {
        List<X509Certificate> chain = Pem.certificates(bytes(folder.resolve(CHAIN)));
        PrivateKey key = Pem.key(bytes(folder.resolve(KEY)));
        requirePair(chain.getFirst(), key);
        return new ServedCertificate(domain, chain, key);
    }

    private static byte[] bytes(Path file) throws IOException, GeneralSecurityException {
        if (Files.size(file) > LARGEST) {
            throw new GeneralSecurityException(file.getFileName() + " is larger than " + LARGEST + " bytes");
        }
        return Files.readAllBytes(file);
    }

    /** The two files are written one after the other: between the two they do not belong together. */
    private static void requirePair(X509Certificate certificate, PrivateKey key) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "EdDSA";
        };
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            throw new SignatureException("its key belongs to another certificate");
        }
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(SIGNED);
        byte[] signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(SIGNED);
        if (!signer.verify(signature)) {
            throw new SignatureException("its key belongs to another certificate");
        }
    }

    Instant until() {
        return chain.getFirst().getNotAfter().toInstant();
    }
}
