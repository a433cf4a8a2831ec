package io.ringlog.domain.journal;

import org.jspecify.annotations.Nullable;

/**
 * What somebody we call asks for before they take the call (RFC 7616 section 3.3).
 *
 * @param algorithm null for MD5
 * @param qop the protections offered, separated by commas; null in challenges of before there were any
 * @param stale the answer before was right, and its nonce too old
 * @param bodyHash of the body of what was challenged, by its algorithm, lower-case hex, where {@code auth-int} is
 *     offered; null where it is not
 */
public record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String algorithm,
        @Nullable String qop,
        @Nullable String opaque,
        boolean stale,
        @Nullable String bodyHash) {}
