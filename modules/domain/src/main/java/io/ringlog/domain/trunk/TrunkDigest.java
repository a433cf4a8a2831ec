package io.ringlog.domain.trunk;

import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.registration.DigestCheck;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways in which a trunk may ask for our password (RFC 7616 section 3.3, RFC 8760 section 2.2). */
enum TrunkDigest {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String word;
    private final String hash;
    private final boolean session;

    TrunkDigest(String word, String hash, boolean session) {
        this.word = word;
        this.hash = hash;
        this.session = session;
    }

    /** @param said without a word it is MD5; case counts for nothing */
    static Optional<TrunkDigest> named(@Nullable String said) {
        return said == null
                ? Optional.of(MD5)
                : Arrays.stream(values())
                        .filter(it -> it.word.equalsIgnoreCase(said))
                        .findFirst();
    }

    /** As it stands in a header. */
    String word() {
        return word;
    }

    /** Whether what is answered depends on a nonce of ours too, which there is only with a {@code qop}. */
    boolean isOfSession() {
        return session;
    }

    /**
     * The request-digest (section 3.4.1), lower-case hex.
     *
     * @param bodyHash with {@code auth-int}; null with {@code auth}
     */
    String response(DigestAnswer answer, String password, @Nullable String bodyHash) {
        String secret = DigestCheck.ha1(hash, answer.username(), answer.realm(), password);
        String ha1 = session ? DigestCheck.ha1(hash, secret, answer.nonce(), String.valueOf(answer.cnonce())) : secret;
        return DigestCheck.response(answer, ha1, hash, bodyHash);
    }
}
