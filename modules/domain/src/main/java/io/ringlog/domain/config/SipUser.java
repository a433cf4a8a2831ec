package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** A person or an agent: the logical identity that owns devices, presentation and a concurrency ceiling. */
public record SipUser(
        String id,
        String accountId,
        String username,
        String displayName,
        boolean isAgent,
        @Nullable String outCidNumber,
        @Nullable String outCidName,
        @Nullable Integer maxSimultaneous,
        int ringTimeoutSec,
        @Nullable String voicemailId,
        RowStatus status,
        RingStrategy ringStrategy,
        boolean dnd,
        @Nullable DestKind fwdAlwaysKind,
        @Nullable String fwdAlwaysId,
        @Nullable DestKind fwdBusyKind,
        @Nullable String fwdBusyId,
        @Nullable DestKind fwdNoanswerKind,
        @Nullable String fwdNoanswerId,
        boolean autoReadyOnLogin,
        boolean autoQueueLogin,
        boolean allowPstnBlindTransfer)
        implements ConfigRow {

    /** How the user's devices ring. */
    public enum RingStrategy {
        SIMULTANEOUS,
        SEQUENTIAL,
        SPECIFIC
    }
}
