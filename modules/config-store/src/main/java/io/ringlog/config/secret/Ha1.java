package io.ringlog.config.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What digest authentication needs instead of a password: H(user:realm:password), RFC 7616 section 3.4.2. */
public final class Ha1 {

    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Ha1() {}

    public static String md5(String user, String realm, String password) {
        return hash("MD5", user + ":" + realm + ":" + password);
    }

    public static String sha256(String user, String realm, String password) {
        return hash("SHA-256", user + ":" + realm + ":" + password);
    }

    public static boolean isMd5(String text) {
        return MD5.matcher(text).matches();
    }

    public static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    static String hash(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", impossible);
        }
    }
}
