package io.ringlog.sip.message;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Unguessable identifiers: tags, branches, Call-IDs. */
public final class Randoms {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Randoms() {}

    public static String hex(int bytes) {
        byte[] raw = new byte[bytes];
        RANDOM.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    public static byte[] bytes(int count) {
        byte[] raw = new byte[count];
        RANDOM.nextBytes(raw);
        return raw;
    }

    /** A number from 0 to {@code bound} - 1. */
    public static int below(int bound) {
        return RANDOM.nextInt(bound);
    }

    public static String tag() {
        return hex(8);
    }
}
