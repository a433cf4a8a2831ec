package io.ringlog.domain.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.domain.journal.DigestAnswer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks a digest answer against an HA1 (RFC 7616 section 3.4, algorithms of RFC 8760). Keeps nothing. */
public final class DigestCheck {

    private final SecretOpener secrets;

    public DigestCheck(SecretOpener secrets) {
        this.secrets = secrets;
    }

    /**
     * What is kept of a password.
     *
     * @param rowId the row that both are sealed for
     * @param ha1 by MD5
     * @param ha1Sha256 by SHA-256; null where that is not known
     */
    public record Kept(String rowId, String ha1, @Nullable String ha1Sha256) {}

    public boolean isRight(DigestAnswer answer, Kept kept) {
        boolean sha256 = answer.algorithm().equalsIgnoreCase("SHA-256");
        String sealed = sha256 ? kept.ha1Sha256() : kept.ha1();
        if (sealed == null || !(sha256 || answer.algorithm().equalsIgnoreCase("MD5"))) {
            return false;
        }
        String expected = response(answer, secrets.open(sealed, kept.rowId()), sha256 ? "SHA-256" : "MD5");
        return MessageDigest.isEqual(
                expected.getBytes(UTF_8),
                answer.response().toLowerCase(Locale.ROOT).getBytes(UTF_8));
    }

    /** The request-digest for a known HA1, lower-case hex. */
    public static String response(DigestAnswer answer, String ha1, String algorithm) {
        return response(answer, ha1, algorithm, null);
    }

    /** @param bodyHash what {@code auth-int} speaks of besides (RFC 7616 section 3.4.3); null with {@code auth} */
    public static String response(DigestAnswer answer, String ha1, String algorithm, @Nullable String bodyHash) {
        String asked = answer.method() + ":" + answer.uri();
        String ha2 = hex(algorithm, bodyHash == null ? asked : asked + ":" + bodyHash);
        String middle = answer.qop() == null
                ? answer.nonce()
                : String.join(":", answer.nonce(), answer.nc(), answer.cnonce(), answer.qop());
        return hex(algorithm, ha1 + ":" + middle + ":" + ha2);
    }

    /** The secret of a password for one realm, lower-case hex. */
    public static String ha1(String algorithm, String username, String realm, String password) {
        return hex(algorithm, username + ":" + realm + ":" + password);
    }

    private static String hex(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", impossible);
        }
    }
}
