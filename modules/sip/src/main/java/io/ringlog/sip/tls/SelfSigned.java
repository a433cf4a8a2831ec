package io.ringlog.sip.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** A certificate that nobody but its own key has signed (RFC 5280 section 4.1): for development and tests. */
public final class SelfSigned {
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OCTETS = 0x04;
    private static final int TEXT = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final byte[] ECDSA_WITH_SHA256 = {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2};
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    private static final byte[] ALTERNATIVE_NAMES = {0x06, 0x03, 0x55, 0x1d, 0x11};

    private SelfSigned() {}

    /** Writes a chain and a key into the folder of a domain, unless there are some. */
    public static synchronized void into(Path folder, List<String> hosts) throws IOException {
        Path chain = folder.resolve(ServedCertificate.CHAIN);
        if (Files.exists(chain)) {
            return;
        }
        Files.createDirectories(folder);
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = pairs.generateKeyPair();
            Path key = folder.resolve(ServedCertificate.KEY);
            Files.deleteIfExists(key);
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(key, Pem.text("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(chain, Pem.text("CERTIFICATE", signed(pair, hosts, Instant.now())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java runtime has P-256", impossible);
        }
    }

    private static byte[] signed(KeyPair pair, List<String> hosts, Instant now) throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
        byte[] name = der(
                SEQUENCE,
                der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, hosts.getFirst().getBytes(StandardCharsets.UTF_8)))));
        byte[] serial = new byte[8];
        new SecureRandom().nextBytes(serial);
        serial[0] = 1;
        byte[] content = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, serial),
                algorithm,
                name,
                der(SEQUENCE, time(now.minus(CLOCKS_DIFFER)), time(now.plus(LIFE))),
                name,
                pair.getPublic().getEncoded(),
                der(EXTENSIONS, der(SEQUENCE, alternatives(hosts))));
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(content);
        return der(SEQUENCE, content, algorithm, der(BITS, new byte[] {0}, signer.sign()));
    }

    private static byte[] alternatives(List<String> hosts) {
        byte[][] names = hosts.stream().map(SelfSigned::alternative).toArray(byte[][]::new);
        return der(SEQUENCE, ALTERNATIVE_NAMES, der(OCTETS, der(SEQUENCE, names)));
    }

    private static byte[] alternative(String host) {
        return literal(host)
                .map(address -> der(IP_ADDRESS, address))
                .orElseGet(() -> der(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Optional<byte[]> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host).getAddress());
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    private static byte[] time(Instant at) {
        return der(UTC_TIME, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** One value of DER (X.690): its tag, its length, what is in it. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int length = content.size();
        whole.write(tag);
        if (length >= 0x100) {
            whole.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8)});
        } else if (length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(length);
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
