package io.ringlog.domain.state;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Status;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One agent: what they wish, what they do, and since when they are ready.
 *
 * @param fence grows with each reservation; an answer with an older one is nobody's
 * @param readySince when the agent last became ready; a missed offer does not reset it
 * @param activeQueues queue id to tier level of the memberships switched on
 */
public record AgentState(
        String account,
        String userId,
        Status status,
        Activity activity,
        @Nullable String reason,
        @Nullable String callId,
        @Nullable String queueId,
        long fence,
        Instant readySince,
        int missesInARow,
        SortedMap<String, Integer> activeQueues)
        implements Granule {

    public AgentState {
        activeQueues = new TreeMap<>(activeQueues);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "agent", userId);
    }
}
