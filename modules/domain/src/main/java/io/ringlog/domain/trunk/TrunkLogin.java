package io.ringlog.domain.trunk;

import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.registration.SecretOpener;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers a trunk that asks who we are (RFC 7616, RFC 8760): the first of its challenges that can be answered. */
public final class TrunkLogin {

    private static final String AUTH = "auth";
    private static final String INTEGRITY = "auth-int";

    private final SecretOpener secrets;

    public TrunkLogin(SecretOpener secrets) {
        this.secrets = secrets;
    }

    /** The challenge that is answered, with the value of the header that answers it. */
    public record Answered(DigestChallenge challenge, String value) {}

    /**
     * The request that was challenged, and how.
     *
     * @param uri its Request-URI
     * @param challenges in the order in which they were made
     */
    public record Asked(String method, String uri, List<DigestChallenge> challenges) {
        public Asked {
            challenges = List.copyOf(challenges);
        }
    }

    /** The header that answers a 401 or a 407. */
    public static String header(int status) {
        return status == 401 ? "Authorization" : "Proxy-Authorization";
    }

    /**
     * A trunk is told who we are once, and once more when all that was wrong is the age of its nonce.
     *
     * @param logins how often this request was answered for already
     * @param cnonce fresh for each answer
     */
    public Optional<Answered> answer(SipTrunk trunk, Asked asked, int logins, String cnonce) {
        return answer(trunk, asked, cnonce)
                .filter(it -> logins == 0 || (logins == 1 && it.challenge().stale()));
    }

    private Optional<Answered> answer(SipTrunk trunk, Asked asked, String cnonce) {
        return hasLogin(trunk)
                ? answerable(trunk, asked.challenges())
                        .map(it -> new Answered(it, value(trunk, asked, new Use(it, 1, cnonce))))
                : Optional.empty();
    }

    static boolean hasLogin(SipTrunk trunk) {
        return trunk.authUsername() != null && trunk.authSecret() != null;
    }

    /** The first that can be answered. */
    static Optional<DigestChallenge> answerable(SipTrunk trunk, List<DigestChallenge> challenges) {
        return challenges.stream()
                .filter(it -> isMeant(trunk, it))
                .filter(TrunkLogin::isKnown)
                .findFirst();
    }

    /** Whether a challenge is for the credentials that the trunk has. */
    static boolean isMeant(SipTrunk trunk, DigestChallenge challenge) {
        return trunk.realm() == null || trunk.realm().equals(challenge.realm());
    }

    /**
     * A nonce that is used.
     *
     * @param count how often, this time too
     */
    record Use(DigestChallenge challenge, int count, String cnonce) {}

    /** The header's value for a trunk that has a login. */
    String value(SipTrunk trunk, Asked asked, Use use) {
        String username = String.valueOf(trunk.authUsername());
        DigestChallenge challenge = use.challenge();
        String password = secrets.open(String.valueOf(trunk.authSecret()), trunk.id());
        TrunkDigest digest = TrunkDigest.named(challenge.algorithm()).orElseThrow();
        DigestAnswer answer = answer(username, asked, use);
        String bodyHash = INTEGRITY.equals(answer.qop()) ? challenge.bodyHash() : null;
        return value(answer, challenge, digest.response(answer, password, bodyHash));
    }

    private static DigestAnswer answer(String username, Asked asked, Use use) {
        DigestChallenge challenge = use.challenge();
        boolean counted = challenge.qop() != null;
        return new DigestAnswer(
                username,
                challenge.realm(),
                challenge.nonce(),
                asked.uri(),
                "",
                TrunkDigest.named(challenge.algorithm()).orElseThrow().word(),
                protection(challenge.qop()),
                counted ? use.cnonce() : null,
                counted ? "%08x".formatted(use.count()) : null,
                asked.method(),
                asked.uri());
    }

    private static String value(DigestAnswer answer, DigestChallenge challenge, String response) {
        String value = "Digest username=" + quoted(answer.username()) + ", realm=" + quoted(answer.realm())
                + ", nonce=" + quoted(answer.nonce()) + ", uri=" + quoted(answer.uri()) + ", response="
                + quoted(response) + ", algorithm=" + answer.algorithm();
        if (answer.qop() != null) {
            value += ", qop=" + answer.qop() + ", nc=" + answer.nc() + ", cnonce="
                    + quoted(String.valueOf(answer.cnonce()));
        }
        String opaque = challenge.opaque();
        return opaque == null ? value : value + ", opaque=" + quoted(opaque);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static boolean isKnown(DigestChallenge challenge) {
        String qop = challenge.qop();
        boolean answered = qop == null || offers(qop, AUTH) || challenge.bodyHash() != null;
        return answered
                && TrunkDigest.named(challenge.algorithm())
                        .filter(it -> qop != null || !it.isOfSession())
                        .isPresent();
    }

    /** Of both, the one that asks less: a proxy on the way may have to change the body. */
    private static @Nullable String protection(@Nullable String qop) {
        if (qop == null) {
            return null;
        }
        return offers(qop, AUTH) ? AUTH : INTEGRITY;
    }

    private static boolean offers(String qop, String protection) {
        return Arrays.stream(qop.split(",", 16)).map(String::strip).anyMatch(protection::equalsIgnoreCase);
    }
}
