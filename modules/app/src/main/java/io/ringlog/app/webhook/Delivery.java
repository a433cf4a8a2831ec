package io.ringlog.app.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringlog.api.events.Cursor;
import io.ringlog.app.http.Signature;
import io.ringlog.config.webhook.Deliveries.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a webhook is told at once: events in their order, as the log has them.
 *
 * @param from the place they were looked for from
 * @param next the place behind the last of them
 */
record Delivery(long from, long next, List<String> events) {

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
        Map<String, String> headers = new TreeMap<>(Signature.headers(secret, body, at));
        headers.put("Ringlog-Webhook", to.row().id());
        headers.put("Ringlog-Delivery", to.row().id() + "-" + from + "-" + next);
        return headers;
    }
}
