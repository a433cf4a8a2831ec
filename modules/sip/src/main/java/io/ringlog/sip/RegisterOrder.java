package io.ringlog.sip;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A registration of this node at somebody else's registrar (RFC 3261 section 10.2).
 *
 * @param askId names it in its answer
 * @param uri the Request-URI
 * @param to where it is sent
 * @param aor the address of record, a URI: To and From
 * @param contactUser user part of our contact, the same at every place
 * @param expiresSec 0 takes the contact back
 * @param gone place of another contact that is taken back, a URI without a user; null for none
 * @param authHeader name of the header that answers a challenge; null for none
 * @param patience how long an answer is waited for
 */
public record RegisterOrder(
        String askId,
        String uri,
        Destination to,
        String aor,
        String contactUser,
        String sipCallId,
        long cseq,
        int expiresSec,
        @Nullable String gone,
        @Nullable String authHeader,
        @Nullable String authValue,
        Duration patience) {}
