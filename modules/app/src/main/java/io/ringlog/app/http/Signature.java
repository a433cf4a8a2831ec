package io.ringlog.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** By what whoever is told something knows that we said it, and when. */
public final class Signature {

    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /** {@code Ringlog-Timestamp} and {@code Ringlog-Signature}: HMAC-SHA-256 (RFC 2104) of timestamp, dot and body. */
    public static Map<String, String> headers(String secret, byte[] body, Instant at) {
        String timestamp = String.valueOf(at.getEpochSecond());
        return Map.of("Ringlog-Timestamp", timestamp, "Ringlog-Signature", "v1=" + hex(secret, timestamp, body));
    }

    private static String hex(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
