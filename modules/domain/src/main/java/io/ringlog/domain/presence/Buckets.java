package io.ringlog.domain.presence;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.state.AgentState;

/** The nine words of a wallboard, first match first (REFERENCE sections 5.3 and 11.14). Pure. */
public final class Buckets {

    private Buckets() {}

    public static Bucket of(AgentState agent) {
        if (agent.externalCall()) {
            return Bucket.EXTCALL;
        }
        if (agent.activity() == Activity.IN_CALL) {
            return Bucket.INCALL;
        }
        if (agent.status() == Status.OFFLINE) {
            return Bucket.OFFLINE;
        }
        if (!agent.reachable()) {
            return Bucket.UNREACHABLE;
        }
        if (agent.activity() == Activity.OFFERING) {
            return Bucket.RING;
        }
        if (agent.status() == Status.ON_BREAK) {
            return Bucket.PAUSED;
        }
        if (agent.activity() == Activity.WRAP_UP) {
            return Bucket.WRAPUP;
        }
        return agent.activeQueues().isEmpty() ? Bucket.IDLE : Bucket.READY;
    }
}
