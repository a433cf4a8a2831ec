package io.ringlog.domain.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller's place in a queue; kept through every missed offer.
 *
 * @param fromNode the flow node that enqueued the call, whose outcome an exit takes when the queue names no target
 * @param missedBy agents that missed this caller, tried last
 */
public record QueuePlace(
        String queueId,
        Instant enqueuedAt,
        int priority,
        @Nullable String fromNode,
        State state,
        @Nullable String agentId,
        long fence,
        List<String> missedBy) {

    /** What the caller does. */
    public enum State {
        WAITING,
        OFFERED,
        CONFIRMED,
        CLAIMED
    }

    public QueuePlace {
        missedBy = List.copyOf(missedBy);
    }
}
