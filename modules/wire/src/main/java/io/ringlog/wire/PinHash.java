package io.ringlog.wire;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What stands for a PIN where the PIN must not be seen: {@code <salt>.<hash>}, both in hexadecimal digits, the hash by
 * PBKDF2 with HMAC-SHA-256 (RFC 8018 section 5.2). Slow on purpose: not for a thread that others wait for.
 */
public final class PinHash {

    /** About 30 ms of a core. */
    private static final int ROUNDS = 50_000;

    private static final int BITS = 256;

    private PinHash() {}

    /** @param salt an even number of hexadecimal digits */
    public static String of(String pin, String salt) {
        PBEKeySpec spec = new PBEKeySpec(pin.toCharArray(), HexFormat.of().parseHex(salt), ROUNDS, BITS);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return salt + "." + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("PBKDF2 is part of every Java platform", impossible);
        } finally {
            spec.clearPassword();
        }
    }

    /** The salt of a hash. */
    public static String salt(String hash) {
        return hash.substring(0, hash.indexOf('.'));
    }
}
