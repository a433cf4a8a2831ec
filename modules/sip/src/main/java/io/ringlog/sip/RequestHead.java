package io.ringlog.sip;

import org.jspecify.annotations.Nullable;

/**
 * The parts of a new request that can be judged before its sender is known; free of bodies and credentials.
 *
 * @param namesThisNode the Request-URI's host is the node itself, not a domain: the phone knows us by address
 */
public record RequestHead(
        String method,
        String requestUser,
        String requestHost,
        @Nullable String fromUser,
        String fromHost,
        @Nullable String toUser,
        String toHost,
        Source source,
        boolean namesThisNode) {}
