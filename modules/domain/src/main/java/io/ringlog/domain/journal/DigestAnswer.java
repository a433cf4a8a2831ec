package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * The client's answer to a digest challenge whose nonce the edge has already verified (RFC 7616, RFC 8760).
 *
 * @param algorithm MD5 or SHA-256
 * @param nc nonce count, eight hex digits; null without qop
 * @param requestUri the Request-URI of the request that carried the answer, as it reached the edge; null in records
 *     from before it was written
 */
public record DigestAnswer(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        String algorithm,
        @Nullable String qop,
        @Nullable String cnonce,
        @Nullable String nc,
        String method,
        @Nullable String requestUri) {}
