package io.ringlog.sip.call;

import org.jspecify.annotations.Nullable;

/** An INVITE let in, which its sender may take back while it has no final answer (RFC 3261 section 9.2). */
public interface Cancellable {

    /** @param reason the CANCEL's Reason (RFC 3326), for those it is passed on to */
    void cancelled(@Nullable String reason);
}
