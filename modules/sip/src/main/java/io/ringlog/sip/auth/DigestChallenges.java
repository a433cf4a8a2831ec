package io.ringlog.sip.auth;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.DigestChallenge;
import io.ringlog.sip.message.Bodies;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The challenges of a 401 or 407, in their order; what is too long to be one is left out. */
public final class DigestChallenges {

    private static final int MOST = 8;
    private static final int LONGEST = 512;
    private static final Map<String, String> HASHES =
            Map.of("MD5", "MD5", "SHA-256", "SHA-256", "SHA-512-256", "SHA-512/256");

    private DigestChallenges() {}

    public static List<DigestChallenge> of(SIPResponse response, SIPRequest challenged) {
        return of(response, Bodies.bytes(challenged));
    }

    /** @param body of the request that was challenged; empty where it has none */
    public static List<DigestChallenge> of(SIPResponse response, byte[] body) {
        boolean proxy = response.getStatusCode() == 407;
        ListIterator<?> asked = response.getHeaders(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        List<DigestChallenge> found = new ArrayList<>();
        while (asked.hasNext() && found.size() < MOST) {
            Map<String, String> p = DigestText.parameters(asked.next().toString());
            String realm = p.get("realm");
            String nonce = p.get("nonce");
            if (realm != null && nonce != null && p.values().stream().allMatch(it -> it.length() <= LONGEST)) {
                boolean stale = "true".equalsIgnoreCase(p.get("stale"));
                found.add(new DigestChallenge(
                        realm, nonce, p.get("algorithm"), p.get("qop"), p.get("opaque"), stale, hash(p, body)));
            }
        }
        return found;
    }

    private static @Nullable String hash(Map<String, String> challenge, byte[] body) {
        boolean integrity = Stream.of(challenge.getOrDefault("qop", "").split(",", 16))
                .map(String::strip)
                .anyMatch("auth-int"::equalsIgnoreCase);
        String algorithm = challenge.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        String hash = HASHES.get(algorithm.replaceFirst("-SESS$", ""));
        return integrity && hash != null ? hex(hash, body) : null;
    }

    private static String hex(String hash, byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(hash + " is part of every Java platform", impossible);
        }
    }
}
