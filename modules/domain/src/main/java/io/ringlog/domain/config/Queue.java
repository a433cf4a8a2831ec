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
        @Nullable Dest timeoutDest,
        @Nullable Dest noAgentsDest,
        @Nullable Dest queueFullDest,
        @Nullable Dest ewtDest,
        @Nullable String scheduleId,
        @Nullable Dest closedDest,
        @Nullable Dest holidayDest,
        @Nullable RecordingRule recording,
        @Nullable String mohPlaylistId,
        @Nullable Integer tierWaitSec,
        @Unsaid("false") boolean announceWait,
        @Nullable String messageMediaId,
        @Nullable Integer messageIntervalSec)
        implements ConfigRow, Scheduled {

    /** The rule that picks the next agent. */
    public enum Strategy {
        LONGEST_IDLE,
        ROUND_ROBIN,
        FEWEST_CALLS,
        LEAST_TALK_TIME,
        RANDOM,
        RING_ALL,
        TOP_DOWN
    }

    /** How music on hold is played. */
    public enum MohMode {
        STREAM,
        FILE
    }
}
