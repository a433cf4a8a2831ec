package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/**
 * A client's answer to one of our valid nonces (RFC 7616, RFC 8760), for whoever knows HA1 to check.
 *
 * @param requestUri what the request was for, to be compared with {@code uri}
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
        String requestUri) {}
