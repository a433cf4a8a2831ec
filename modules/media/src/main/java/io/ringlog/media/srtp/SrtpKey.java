package io.ringlog.media.srtp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A master key of 16 bytes and its salt of 14 (RFC 3711 section 8.2). Never says what it is. */
public final class SrtpKey {
    public static final int KEY_BYTES = 16;
    public static final int SALT_BYTES = 14;

    private final byte[] keyAndSalt;

    private SrtpKey(byte[] keyAndSalt) {
        this.keyAndSalt = keyAndSalt;
    }

    /** Reads {@code inline:} of a session description; empty for anything but the Base64 of 30 bytes. */
    public static Optional<SrtpKey> ofBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == KEY_BYTES + SALT_BYTES ? Optional.of(new SrtpKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException for anything but a key and its salt, 30 bytes */
    public static SrtpKey of(byte[] keyAndSalt) {
        if (keyAndSalt.length != KEY_BYTES + SALT_BYTES) {
            throw new IllegalArgumentException("a key and its salt are 30 bytes, not " + keyAndSalt.length);
        }
        return new SrtpKey(keyAndSalt.clone());
    }

    /** A key that nobody has had before. */
    public static SrtpKey random(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES + SALT_BYTES];
        random.nextBytes(bytes);
        return new SrtpKey(bytes);
    }

    /** As a session description has it; for the description alone. */
    public String base64() {
        return Base64.getEncoder().encodeToString(keyAndSalt);
    }

    byte[] key() {
        return Arrays.copyOf(keyAndSalt, KEY_BYTES);
    }

    byte[] salt() {
        return Arrays.copyOfRange(keyAndSalt, KEY_BYTES, KEY_BYTES + SALT_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey that && MessageDigest.isEqual(keyAndSalt, that.keyAndSalt);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyAndSalt);
    }

    @Override
    public String toString() {
        return "SrtpKey[hidden]";
    }
}
