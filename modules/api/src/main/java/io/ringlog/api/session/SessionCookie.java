package io.ringlog.api.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * How a session is kept by a browser: in a cookie that no script reads, which goes to this very origin alone
 * (SameSite=Strict), and a token that is made of it, for what changes something.
 */
public final class SessionCookie {

    public static final String NAME = "ringlog_session";

    /** The header in which the token comes. */
    public static final String TOKEN = "x-csrf-token";

    private SessionCookie() {}

    /** The header that keeps a secret; {@code tls} lets it go by HTTPS alone. */
    static String set(String secret, int seconds, boolean tls) {
        return NAME + "=" + secret + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (tls ? "; Secure" : "");
    }

    /** The header that forgets it. */
    static String forget(boolean tls) {
        return set("", 0, tls);
    }

    /** The token of a session: whoever has it had the secret, and it gives nothing of the secret away. */
    static String token(String secret) {
        return Digest.of("csrf:" + secret);
    }

    /** Whether it is the token of the session with this secret. */
    public static boolean isToken(@Nullable String given, String secret) {
        return given != null
                && MessageDigest.isEqual(given.getBytes(UTF_8), token(secret).getBytes(UTF_8));
    }
}
