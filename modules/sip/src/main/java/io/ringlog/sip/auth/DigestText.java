package io.ringlog.sip.auth;

import io.ringlog.sip.DigestAnswer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Digest parameters out of a header's text (RFC 7616 section 3.4), read by ourselves: order and case survive. */
final class DigestText {
    /** Possessive: a loop that may be taken back goes one frame deeper with each round, and strangers write this. */
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z0-9_*-]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]++))");

    private DigestText() {}

    static Map<String, String> parameters(String header) {
        Map<String, String> found = new HashMap<>();
        int scheme = header.toLowerCase(Locale.ROOT).indexOf("digest ");
        if (scheme < 0) {
            return found;
        }
        Matcher m = PARAMETER.matcher(header.substring(scheme + 7));
        while (m.find()) {
            String value = m.group(2) != null ? m.group(2).replaceAll("\\\\(.)", "$1") : m.group(3);
            found.putIfAbsent(m.group(1).toLowerCase(Locale.ROOT), value);
        }
        return found;
    }

    /** Null when an essential part is missing. */
    static @Nullable DigestAnswer answer(String header, String method, String requestUri) {
        Map<String, String> p = parameters(header);
        String username = p.get("username");
        String realm = p.get("realm");
        String nonce = p.get("nonce");
        String uri = p.get("uri");
        String response = p.get("response");
        if (username == null || realm == null || nonce == null || uri == null || response == null) {
            return null;
        }
        String algorithm = p.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        return new DigestAnswer(
                username,
                realm,
                nonce,
                uri,
                response,
                algorithm,
                p.get("qop"),
                p.get("cnonce"),
                p.get("nc"),
                method,
                requestUri);
    }
}
