package io.ringlog.domain.state;

import java.time.Instant;

/**
 * A sound that is to be erased and has not been said to be.
 *
 * @param ownerId the mailbox or the recording it was of
 * @param edge which recorded it
 * @param tries how often an edge was told
 */
public record Erasure(String account, String ownerId, String objectKey, String edge, int tries, Instant since)
        implements Granule {

    public Erasure triedAgain() {
        return new Erasure(account, ownerId, objectKey, edge, tries + 1, since);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "erasure", objectKey);
    }
}
