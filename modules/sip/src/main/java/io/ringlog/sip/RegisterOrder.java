package io.ringlog.sip;

import java.time.Duration;
import java.util.List;

/**
 * A registration of this node at somebody else's registrar (RFC 3261 section 10.2).
 *
 * @param askId names it in its answer
 * @param uri the Request-URI
 * @param to where it is sent
 * @param aor the address of record, a URI: To and From
 * @param contactUser user part of our contact, the same at every place
 * @param expiresSec 0 takes the contact back
 * @param gone places of other contacts that are taken back, URIs without a user
 * @param credentials that answer challenges
 * @param who has it done: names are looked up at its share
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
        List<String> gone,
        List<Credentials> credentials,
        String who,
        Duration patience) {

    /** The header that answers a challenge: its name and value. */
    public record Credentials(String header, String value) {}

    public RegisterOrder {
        gone = List.copyOf(gone);
        credentials = List.copyOf(credentials);
    }
}
