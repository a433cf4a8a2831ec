package io.ringlog.domain.state;

import java.time.Instant;

/**
 * A user who is called back as soon as somebody is free; one for each user.
 *
 * @param userId who asked, and is rung first
 * @param calleeId who has to be free
 * @param dialled the extension by which they are called
 * @param until when it is given up
 */
public record CallBack(String account, String userId, String calleeId, String dialled, Instant until)
        implements Granule {

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "call_back", userId);
    }
}
