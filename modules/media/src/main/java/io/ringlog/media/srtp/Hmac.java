package io.ringlog.media.srtp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * HMAC-SHA1 (RFC 2104) into an array of its own: the JDK's makes a new one for every packet. For one thread; allocates
 * nothing after it was made.
 */
final class Hmac {
    static final int KEY_BYTES = 20;

    private static final int BLOCK = 64;
    private static final int HASH_BYTES = 20;

    private final MessageDigest sha1;
    private final byte[] inner = new byte[BLOCK];
    private final byte[] outer = new byte[BLOCK];
    private final byte[] hash = new byte[HASH_BYTES];

    /** @param key of 20 bytes */
    Hmac(byte[] key) {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-1", e);
        }
        System.arraycopy(key, 0, inner, 0, KEY_BYTES);
        System.arraycopy(key, 0, outer, 0, KEY_BYTES);
        for (int i = 0; i < BLOCK; i++) {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5C;
        }
    }

    /** The hash of the packet with four bytes more behind it, good until the next. */
    byte[] of(byte[] packet, int length, int more) {
        sha1.update(inner);
        sha1.update(packet, 0, length);
        for (int shift = 24; shift >= 0; shift -= 8) {
            sha1.update((byte) (more >>> shift));
        }
        return finish();
    }

    /** The hash of the packet alone, good until the next. */
    byte[] of(byte[] packet, int length) {
        sha1.update(inner);
        sha1.update(packet, 0, length);
        return finish();
    }

    private byte[] finish() {
        try {
            sha1.digest(hash, 0, HASH_BYTES);
            sha1.update(outer);
            sha1.update(hash);
            sha1.digest(hash, 0, HASH_BYTES);
            return hash;
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-1 has 20 bytes", e);
        }
    }

    /** Compares in the same time whatever differs. */
    static boolean matches(byte[] hash, byte[] packet, int at, int bytes) {
        int different = 0;
        for (int i = 0; i < bytes; i++) {
            different |= hash[i] ^ packet[at + i];
        }
        return different == 0;
    }
}
