package io.ringlog.domain.journal;

import java.time.Instant;

/** What became of the wish of a user to be called back when somebody is free (RFC 5359 section 2.17). */
public sealed interface CallBackEvent extends Event {

    /** Why nobody is waited for any more. */
    enum Why {
        /** The user's phones ring for it. */
        CALLED,
        EXPIRED,
        CANCELLED,
        /** The same user waits for somebody else. */
        REPLACED,
        /** The call was refused, or one of the two is no user any more. */
        REFUSED
    }

    /** A user waits until somebody is free. */
    record CallBackAsked(String userId, String calleeId, String dialled, Instant until) implements CallBackEvent {}

    /** They wait no more. */
    record CallBackOver(String userId, String calleeId, Why why) implements CallBackEvent {}
}
