package io.ringlog.kernel;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Prefixed ULIDs: {@code us_01J...}. Opaque, unguessable, and sorting by creation time (ULID specification, Crockford
 * base 32).
 * The caller brings the clock and the randomness, so that the domain can use it too.
 */
public final class Ids {

    private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final Pattern SHAPE = Pattern.compile("[a-z]{1,10}_[0-9A-HJKMNP-TV-Z]{26}");

    private Ids() {}

    /** A new id: 48 bits of milliseconds, 80 bits from {@code random}. */
    public static String next(String prefix, Instant at, RandomGenerator random) {
        StringBuilder id =
                new StringBuilder(prefix.length() + 27).append(prefix).append('_');
        append(id, at.toEpochMilli(), 10);
        append(id, random.nextLong() & 0xFF_FFFF_FFFFL, 8);
        append(id, random.nextLong() & 0xFF_FFFF_FFFFL, 8);
        return id.toString();
    }

    public static boolean isWellFormed(String id) {
        return SHAPE.matcher(id).matches();
    }

    private static void append(StringBuilder id, long bits, int symbols) {
        for (int shift = 5 * (symbols - 1); shift >= 0; shift -= 5) {
            id.append(CROCKFORD[(int) (bits >>> shift) & 31]);
        }
    }
}
