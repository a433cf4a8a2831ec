package io.ringlog.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode as SRTP has it (RFC 3711 section 4.1.1). The counters are encrypted as plain blocks, since a
 * cipher of the JDK that counts by itself would have to be set up anew for every packet. For one thread; allocates
 * nothing after it was made.
 */
final class Keystream {
    private static final int BLOCK = 16;
    private static final int BLOCKS_MOST = 128;

    /** Where the counter of blocks stands. */
    private static final int COUNTER_AT = 14;

    private final Cipher aes;
    private final byte[] salt;
    private final byte[] counters = new byte[BLOCK * BLOCKS_MOST];
    private final byte[] stream = new byte[BLOCK * BLOCKS_MOST];

    /** @param salt of 14 bytes */
    Keystream(byte[] key, byte[] salt) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
        this.salt = salt.clone();
    }

    /** The longest that one packet's keystream can be. */
    static int most() {
        return BLOCK * BLOCKS_MOST;
    }

    /** Encrypts, or decrypts, what lies between; both are the same. */
    void apply(byte[] packet, int from, int to, int ssrc, long index) {
        byte[] first = first(ssrc, index);
        int blocks = (to - from + BLOCK - 1) / BLOCK;
        for (int i = 1; i < blocks; i++) {
            System.arraycopy(first, 0, counters, i * BLOCK, COUNTER_AT);
            counters[i * BLOCK + COUNTER_AT] = (byte) (i >> 8);
            counters[i * BLOCK + COUNTER_AT + 1] = (byte) i;
        }
        encrypt(blocks);
        for (int i = from; i < to; i++) {
            packet[i] ^= stream[i - from];
        }
    }

    /** The salt, with the source and the index of the packet over it, stands first among the counters. */
    private byte[] first(int ssrc, long index) {
        System.arraycopy(salt, 0, counters, 0, SrtpKey.SALT_BYTES);
        for (int i = 0; i < 4; i++) {
            counters[4 + i] ^= (byte) (ssrc >>> (24 - 8 * i));
        }
        for (int i = 0; i < 6; i++) {
            counters[8 + i] ^= (byte) (index >>> (40 - 8 * i));
        }
        counters[COUNTER_AT] = 0;
        counters[COUNTER_AT + 1] = 0;
        return counters;
    }

    private void encrypt(int blocks) {
        try {
            aes.update(counters, 0, blocks * BLOCK, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES has no room for " + blocks + " blocks", e);
        }
    }

    /** A session key or salt out of the master's (RFC 3711 section 4.3.1): one for each label, never derived anew. */
    static byte[] derive(SrtpKey master, int label, int bytes) {
        byte[] salt = master.salt();
        salt[SrtpKey.SALT_BYTES - 7] ^= (byte) label;
        byte[] key = new byte[bytes];
        new Keystream(master.key(), salt).apply(key, 0, bytes, 0, 0);
        return key;
    }
}
