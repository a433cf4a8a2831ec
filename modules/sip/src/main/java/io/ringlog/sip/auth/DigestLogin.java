package io.ringlog.sip.auth;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringlog.sip.OutgoingLeg.Credentials;
import io.ringlog.sip.message.Randoms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Our own answer when a carrier challenges us (RFC 7616): the first challenge whose algorithm we know. */
public final class DigestLogin {
    private DigestLogin() {}

    /** A header to add to the repeated request. */
    public record Login(String header, String value) {}

    public static Optional<Login> answer(SIPResponse challenge, String method, String uri, Credentials who) {
        boolean proxy = challenge.getStatusCode() == 407;
        ListIterator<?> asked = challenge.getHeaders(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        while (asked.hasNext()) {
            Map<String, String> p = DigestText.parameters(asked.next().toString());
            String algorithm = p.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
            boolean known = algorithm.equals("MD5") || algorithm.equals("SHA-256");
            if (known && p.containsKey("realm") && p.containsKey("nonce")) {
                String name = proxy ? "Proxy-Authorization" : "Authorization";
                return Optional.of(new Login(name, value(p, algorithm, method, uri, who)));
            }
        }
        return Optional.empty();
    }

    private static String value(Map<String, String> p, String algorithm, String method, String uri, Credentials who) {
        String realm = p.getOrDefault("realm", "");
        String nonce = p.getOrDefault("nonce", "");
        boolean qop = p.getOrDefault("qop", "").contains("auth");
        String cnonce = Randoms.hex(8);
        String ha1 = hash(algorithm, who.username() + ":" + realm + ":" + who.password());
        String ha2 = hash(algorithm, method + ":" + uri);
        String middle = qop ? nonce + ":00000001:" + cnonce + ":auth" : nonce;
        String response = hash(algorithm, ha1 + ":" + middle + ":" + ha2);
        String text = "Digest username=\"" + who.username() + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=" + algorithm;
        if (qop) {
            text += ", qop=auth, nc=00000001, cnonce=\"" + cnonce + "\"";
        }
        return p.containsKey("opaque") ? text + ", opaque=\"" + p.get("opaque") + "\"" : text;
    }

    static String hash(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no " + algorithm, missing);
        }
    }
}
