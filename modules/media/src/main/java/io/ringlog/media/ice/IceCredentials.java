package io.ringlog.media.ice;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * By what one side of ICE is named and what authenticates checks that are sent to it (RFC 8445 section 5.3).
 *
 * @param ufrag 4 to 256 characters of ice-char
 * @param password 22 to 256 characters of ice-char; never said
 */
public record IceCredentials(String ufrag, String password) {
    private static final String CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
    private static final int UFRAG_CHARS = 8;
    private static final int PASSWORD_CHARS = 24;

    /** @throws IllegalArgumentException for what is too short, too long or of other characters */
    public IceCredentials {
        if (!UFRAG.matcher(ufrag).matches() || !PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("no name and password of ICE");
        }
    }

    /** Whether these could be credentials at all. */
    public static boolean are(String ufrag, String password) {
        return UFRAG.matcher(ufrag).matches() && PASSWORD.matcher(password).matches();
    }

    /** Credentials that nobody has had before: 48 bits of a name, 144 of a password. */
    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(text(random, UFRAG_CHARS), text(random, PASSWORD_CHARS));
    }

    private static String text(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        random.ints(length, 0, CHARS.length()).forEach(at -> text.append(CHARS.charAt(at)));
        return text.toString();
    }

    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + "]";
    }
}
