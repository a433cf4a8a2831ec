package io.ringlog.app.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.api.events.Cursor;
import io.ringlog.config.webhook.Deliveries.Target;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook is told at once: events in their order, as the log has them.
 *
 * @param from the place they were looked for from
 * @param next the place behind the last of them
 */
record Delivery(long from, long next, List<String> events) {

    private static final String HMAC = "HmacSHA256";

    Delivery {
        events = List.copyOf(events);
    }

    byte[] body(Target to) {
        return ("{\"webhook_id\":\"" + to.row().id() + "\",\"account_id\":\""
                        + to.row().accountId() + "\",\"cursor\":\""
                        + Cursor.at(next).text() + "\",\"events\":["
                        + String.join(",", events) + "]}")
                .getBytes(UTF_8);
    }

    /** The same delivery has the same id, however often it is told. */
    Map<String, String> headers(Target to, String secret, byte[] body, Instant at) {
        String timestamp = String.valueOf(at.getEpochSecond());
        Map<String, String> headers = new TreeMap<>();
        headers.put("Ringlog-Webhook", to.row().id());
        headers.put("Ringlog-Delivery", to.row().id() + "-" + from + "-" + next);
        headers.put("Ringlog-Timestamp", timestamp);
        headers.put("Ringlog-Signature", "v1=" + signature(secret, timestamp, body));
        headers.put("User-Agent", "Ringlog");
        return headers;
    }

    /** HMAC-SHA-256 (RFC 2104) of the timestamp, a dot and the body, in hex. */
    private static String signature(String secret, String timestamp, byte[] body) {
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
