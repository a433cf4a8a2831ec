package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A REGISTER that carries an answer to a challenge (RFC 3261 section 10).
 *
 * @param requestId names the waiting transaction at the edge
 * @param removeAll the Contact is {@code *}
 * @param sipCallId with {@code cseq}: orders the requests of one client
 * @param path proxies that requests to these contacts pass, the first one first (RFC 3327); null for none
 */
public record RegisterReceived(
        EdgeStamp stamp,
        String requestId,
        String user,
        String domain,
        List<ContactAsked> contacts,
        boolean removeAll,
        DigestAnswer auth,
        Source source,
        @Nullable String userAgent,
        String sipCallId,
        long cseq,
        @Nullable List<String> path)
        implements EdgeFact {

    /**
     * One Contact of the request; 0 seconds removes it.
     *
     * @param instanceId the instance with its reg-id (RFC 5626); null where one of them is missing
     */
    public record ContactAsked(
            String uri, int expiresSec, @Nullable String instanceId) {}

    public RegisterReceived {
        contacts = List.copyOf(contacts);
        path = path == null ? null : List.copyOf(path);
    }
}
