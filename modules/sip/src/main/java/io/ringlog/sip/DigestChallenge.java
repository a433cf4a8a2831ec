package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/**
 * What a called party asks for before it takes the call (RFC 7616 section 3.3); absent parameters are null.
 *
 * @param bodyHash of the body of what was challenged, by its algorithm, lower-case hex, where {@code auth-int} is
 *     offered and the algorithm known
 */
public record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String algorithm,
        @Nullable String qop,
        @Nullable String opaque,
        boolean stale,
        @Nullable String bodyHash) {}
