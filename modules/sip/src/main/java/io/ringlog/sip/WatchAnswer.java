package io.ringlog.sip;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about a SUBSCRIBE.
 *
 * @param expiresSec with 200: how long it lasts; 0 for one that ends with its first NOTIFY
 * @param notice with 200: the state now
 * @param partial whether of later changes those dialogs are told that have changed, not all (RFC 4235 section 3.4)
 */
public record WatchAnswer(
        int status,
        @Nullable String reason,
        int expiresSec,
        @Nullable Notice notice,
        boolean partial,
        Map<String, String> headers,
        @Nullable Challenge challenge) {

    public static WatchAnswer granted(int expiresSec, Notice notice) {
        return granted(expiresSec, notice, false);
    }

    public static WatchAnswer granted(int expiresSec, Notice notice, boolean partial) {
        return new WatchAnswer(200, null, expiresSec, notice, partial, Map.of(), null);
    }

    public static WatchAnswer refused(
            int status, String reason, Map<String, String> headers, @Nullable Challenge challenge) {
        return new WatchAnswer(status, reason, 0, null, false, headers, challenge);
    }
}
