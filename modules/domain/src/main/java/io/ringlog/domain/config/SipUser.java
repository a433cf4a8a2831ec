package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** A person or an agent: the logical identity that owns devices, presentation and a concurrency ceiling. */
public record SipUser(
        String id,
        String accountId,
        String username,
        @Unsaid("") String displayName,
        @Unsaid("false") boolean isAgent,
        @Nullable String outCidNumber,
        @Nullable String outCidName,
        @Nullable Integer maxSimultaneous,
        @Unsaid("25") int ringTimeoutSec,
        @Nullable String voicemailId,
        @Unsaid("active") RowStatus status,
        @Unsaid("simultaneous") RingStrategy ringStrategy,
        @Unsaid("false") boolean dnd,
        @Nullable Dest fwdAlways,
        @Nullable Dest fwdBusy,
        @Nullable Dest fwdNoanswer,
        @Unsaid("false") boolean autoReadyOnLogin,
        @Unsaid("false") boolean autoQueueLogin,
        @Unsaid("false") boolean allowPstnBlindTransfer)
        implements ConfigRow {

    /** How the user's devices ring. */
    public enum RingStrategy {
        SIMULTANEOUS,
        SEQUENTIAL,
        SPECIFIC
    }
}
