package io.ringlog.domain.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents want to do and what they are doing. */
public sealed interface AgentEvent extends Event {

    String userId();

    /** What the agent wishes. */
    enum Status {
        OFFLINE,
        AVAILABLE,
        ON_BREAK
    }

    /** What the agent is doing. */
    enum Activity {
        WAITING,
        OFFERING,
        IN_CALL,
        WRAP_UP
    }

    /** The nine words a wallboard shows, first match first. */
    enum Bucket {
        EXTCALL,
        INCALL,
        OFFLINE,
        UNREACHABLE,
        RING,
        PAUSED,
        WRAPUP,
        READY,
        IDLE
    }

    /** The agent's whole state after a change. */
    record AgentStateChanged(
            String userId,
            Status status,
            Activity state,
            boolean reachable,
            boolean externalCall,
            Bucket bucket,
            @Nullable String reason,
            @Nullable String callId,
            List<String> activeQueues)
            implements AgentEvent {
        public AgentStateChanged {
            activeQueues = List.copyOf(activeQueues);
        }
    }

    /** An agent action was refused. */
    record AgentActionRefused(String userId, String code, String text) implements AgentEvent {}
}
