package io.ringlog.sip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a SUBSCRIBE.
 *
 * @param expiresSec with 200: how long it lasts; 0 for one that ends with its first NOTIFY
 * @param notice with 200: the state now
 */
public record WatchAnswer(
        int status,
        @Nullable String reason,
        int expiresSec,
        @Nullable Notice notice,
        Map<String, String> headers,
        @Nullable Challenge challenge) {

    public static WatchAnswer granted(int expiresSec, Notice notice) {
        return new WatchAnswer(200, null, expiresSec, notice, Map.of(), null);
    }

    public static WatchAnswer refused(
            int status, String reason, Map<String, String> headers, @Nullable Challenge challenge) {
        return new WatchAnswer(status, reason, 0, null, headers, challenge);
    }
}
