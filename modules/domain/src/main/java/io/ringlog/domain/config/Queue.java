package io.ringlog.domain.config;

import org.jspecify.annotations.Nullable;

/** How callers wait and which agent is next; the live queue is the brain's. */
public record Queue(
        String id,
        String accountId,
        String name,
        @Unsaid("longest_idle") Strategy strategy,
        @Unsaid("20") int agentRingTimeoutSec,
        @Nullable Integer maxWaitSec,
        @Unsaid("10") int wrapUpSec,
        @Unsaid("3") int maxNoAnswer,
        @Unsaid("false") boolean announcePosition,
        @Unsaid("15") int announceFirstSec,
        @Unsaid("30") int announceIntervalSec,
        @Unsaid("stream") MohMode mohMode,
        @Nullable String mohMediaId,
        @Nullable String language,
        @Nullable Integer maxQueued,
        @Nullable Integer ewtThresholdSec,
        @Nullable Integer ewtAhtSec,
        @Nullable DestKind timeoutDestKind,
        @Nullable String timeoutDestId,
        @Nullable DestKind noAgentsDestKind,
        @Nullable String noAgentsDestId,
        @Nullable DestKind queueFullDestKind,
        @Nullable String queueFullDestId,
        @Nullable DestKind ewtDestKind,
        @Nullable String ewtDestId,
        @Nullable String scheduleId,
        @Nullable DestKind closedDestKind,
        @Nullable String closedDestId,
        @Nullable DestKind holidayDestKind,
        @Nullable String holidayDestId)
        implements ConfigRow, Scheduled {

    /** The rule that picks the next agent. */
    public enum Strategy {
        LONGEST_IDLE
    }

    /** How music on hold is played. */
    public enum MohMode {
        STREAM,
        FILE
    }
}
