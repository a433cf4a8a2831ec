package io.ringlog.domain.http;

/**
 * A secret that goes with a request; the worker alone opens it.
 *
 * @param id what it was sealed for
 */
public record SealedSecret(String id, String secret, Use use) {

    /** How it is shown. */
    public enum Use {
        /** {@code Authorization: Bearer …} (RFC 6750). */
        BEARER,
        /** {@code Authorization: Basic …} (RFC 7617); it is user, colon and password. */
        BASIC,
        /** {@code X-Api-Key: …}. */
        API_KEY,
        /** {@code Ringlog-Signature: …}: an HMAC of time and body, as webhooks have it. */
        SIGNATURE
    }
}
