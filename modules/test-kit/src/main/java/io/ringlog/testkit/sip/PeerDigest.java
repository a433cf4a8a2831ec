package io.ringlog.testkit.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A phone's answer to a digest challenge (RFC 7616, RFC 8760), worked out from its password. */
public final class PeerDigest {
    private PeerDigest() {}

    /** The header value for the first challenge of a 401 or 407 that asks for this algorithm. */
    public static String answer(SipText challenge, String algorithm, String user, String password, SipText request) {
        String header = challenge.status() == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        List<String> offered = challenge.all(header);
        String chosen = offered.stream()
                .filter(c -> value(c, "algorithm").equalsIgnoreCase(algorithm))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + algorithm + " challenge in " + offered));
        return answer(chosen, algorithm, user, password, request.method(), request.requestUri());
    }

    private static String answer(
            String challenge, String algorithm, String user, String password, String method, String uri) {
        String realm = value(challenge, "realm");
        String nonce = value(challenge, "nonce");
        String cnonce = UUID.randomUUID().toString().substring(0, 8);
        String ha1 = ha1(algorithm, user, realm, password);
        String ha2 = hash(algorithm, method + ":" + uri);
        String response = hash(algorithm, ha1 + ":" + nonce + ":00000001:" + cnonce + ":auth:" + ha2);
        return "Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", response=\"" + response + "\", algorithm=" + algorithm + ", cnonce=\"" + cnonce
                + "\", qop=auth, nc=00000001";
    }

    /** What a server keeps instead of the password. */
    public static String ha1(String algorithm, String user, String realm, String password) {
        return hash(algorithm, user + ":" + realm + ":" + password);
    }

    private static String value(String header, String name) {
        Matcher m = Pattern.compile(name + "=\"?([^\",]+)\"?").matcher(header);
        return m.find() ? m.group(1) : "";
    }

    static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
