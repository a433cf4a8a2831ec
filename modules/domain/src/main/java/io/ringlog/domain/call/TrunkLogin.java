package io.ringlog.domain.call;

import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallFact.LegChallenged;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.domain.registration.SecretOpener;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Answers a trunk that asks who we are (RFC 7616, RFC 8760): the first of its challenges that can be answered. */
final class TrunkLogin {

    private final SecretOpener secrets;

    TrunkLogin(SecretOpener secrets) {
        this.secrets = secrets;
    }

    /** The challenge that is answered, with the value of the header that answers it. */
    record Answered(DigestChallenge challenge, String value) {}

    /** @param cnonce fresh for each answer */
    Optional<Answered> answer(SipTrunk trunk, LegChallenged asked, String cnonce) {
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

    private static DigestAnswer answer(String username, LegChallenged asked, DigestChallenge challenge, String cnonce) {
        boolean counted = challenge.qop() != null;
        return new DigestAnswer(
                username,
                challenge.realm(),
                challenge.nonce(),
                asked.requestUri(),
                "",
                algorithm(challenge),
                counted ? "auth" : null,
                counted ? cnonce : null,
                counted ? "00000001" : null,
                "INVITE",
                asked.requestUri());
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
