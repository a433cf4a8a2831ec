package io.ringlog.domain.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How callers wait and which agent is next; the live queue is the brain's.
 *
 * @param dispositions what an agent may say came of a call, 50 at most of 1 to 64 characters; empty for no such words
 */
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
        @Nullable Integer messageIntervalSec,
        List<String> dispositions)
        implements ConfigRow, Scheduled {

    public Queue {
        dispositions = List.copyOf(dispositions);
    }

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
