package io.ringlog.relay.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The SHA-256 of a certificate, as a session description has it (RFC 8122 section 5). */
public final class Fingerprint {
    private static final String ALGORITHM = "sha-256";
    private static final Pattern HASH = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31}");
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private final byte[] hash;

    private Fingerprint(byte[] hash) {
        this.hash = hash;
    }

    /** Reads the value of {@code a=fingerprint}; empty for another algorithm and for what is no hash of it. */
    public static Optional<Fingerprint> parse(String value) {
        String[] parts = value.trim().split(" +");
        boolean known = parts.length == 2
                && parts[0].toLowerCase(Locale.ROOT).equals(ALGORITHM)
                && HASH.matcher(parts[1]).matches();
        return known ? Optional.of(new Fingerprint(HEX.parseHex(parts[1].toUpperCase(Locale.ROOT)))) : Optional.empty();
    }

    /** @param certificate as DER has it */
    static Fingerprint of(byte[] certificate) {
        try {
            return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** As a session description has it. */
    public String text() {
        return ALGORITHM + " " + HEX.formatHex(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return text();
    }
}
