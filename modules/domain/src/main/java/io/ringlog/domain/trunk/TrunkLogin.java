package io.ringlog.domain.trunk;

import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.domain.registration.SecretOpener;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers a trunk that asks who we are (RFC 7616, RFC 8760): the first of its challenges that can be answered. */
public final class TrunkLogin {

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
        String username = trunk.authUsername();
        String sealed = trunk.authSecret();
        if (username == null || sealed == null) {
            return Optional.empty();
        }
        return asked.challenges().stream()
                .filter(it -> trunk.realm() == null || trunk.realm().equals(it.realm()))
                .filter(it -> isKnown(algorithm(it)) && (it.qop() == null || offersAuth(it.qop())))
                .findFirst()
                .map(it -> {
                    String password = secrets.open(sealed, trunk.id());
                    String ha1 = DigestCheck.ha1(algorithm(it), username, it.realm(), password);
                    return new Answered(it, value(answer(username, asked, it, cnonce), it, ha1));
                });
    }

    private static DigestAnswer answer(String username, Asked asked, DigestChallenge challenge, String cnonce) {
        boolean counted = challenge.qop() != null;
        return new DigestAnswer(
                username,
                challenge.realm(),
                challenge.nonce(),
                asked.uri(),
                "",
                algorithm(challenge),
                counted ? "auth" : null,
                counted ? cnonce : null,
                counted ? "00000001" : null,
                asked.method(),
                asked.uri());
    }

    private static String value(DigestAnswer answer, DigestChallenge challenge, String ha1) {
        String response = DigestCheck.response(answer, ha1, answer.algorithm());
        String value = "Digest username=" + quoted(answer.username()) + ", realm=" + quoted(answer.realm())
                + ", nonce=" + quoted(answer.nonce()) + ", uri=" + quoted(answer.uri()) + ", response="
                + quoted(response) + ", algorithm=" + answer.algorithm();
        if (answer.qop() != null) {
            value += ", qop=auth, nc=" + answer.nc() + ", cnonce=" + quoted(String.valueOf(answer.cnonce()));
        }
        String opaque = challenge.opaque();
        return opaque == null ? value : value + ", opaque=" + quoted(opaque);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String algorithm(DigestChallenge challenge) {
        String said = challenge.algorithm();
        return said == null ? "MD5" : said.toUpperCase(Locale.ROOT);
    }

    private static boolean isKnown(String algorithm) {
        return algorithm.equals("MD5") || algorithm.equals("SHA-256");
    }

    private static boolean offersAuth(String qop) {
        return Arrays.stream(qop.split(",", 16)).map(String::strip).anyMatch("auth"::equalsIgnoreCase);
    }
}
