package io.ringlog.domain.journal;

/**
 * A SUBSCRIBE that carries an answer to a challenge (RFC 6665 section 4.1.2), the first of a subscription or a later
 * one.
 *
 * @param requestId names the waiting transaction at the edge
 * @param target user part of what is watched
 * @param expiresSec 0 to be told once and not again
 */
public record WatchAsked(
        EdgeStamp stamp,
        String requestId,
        Kind kind,
        String target,
        String domain,
        int expiresSec,
        DigestAnswer auth,
        Source source)
        implements EdgeFact {

    /** The event packages that are served. */
    public enum Kind {
        /** RFC 4235. */
        DIALOG,
        /** RFC 3842. */
        MESSAGE_SUMMARY,
        /** RFC 3856. */
        PRESENCE
    }
}
