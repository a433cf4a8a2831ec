package io.ringlog.domain.state;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Those who wrap a call up, so that its story goes on while they may say what came of it.
 *
 * @param eventSeq of the newest event of the call since it is over; 0 while the call lives and counts for itself
 * @param userIds the agents, at least one
 */
public record WrapUp(String account, String callId, int eventSeq, SortedSet<String> userIds) implements Granule {

    public WrapUp {
        userIds = new TreeSet<>(userIds);
    }

    /** Nobody yet. */
    public static WrapUp of(String account, String callId) {
        return new WrapUp(account, callId, 0, new TreeSet<>());
    }

    /** The call has told so many events. */
    public WrapUp counted(int events) {
        return new WrapUp(account, callId, events, userIds);
    }

    public WrapUp plus(String userId) {
        SortedSet<String> more = new TreeSet<>(userIds);
        more.add(userId);
        return new WrapUp(account, callId, eventSeq, more);
    }

    public WrapUp minus(String userId) {
        SortedSet<String> fewer = new TreeSet<>(userIds);
        fewer.remove(userId);
        return new WrapUp(account, callId, eventSeq, fewer);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "wrap_up", callId);
    }
}
