package io.ringlog.domain.journal;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import org.jspecify.annotations.Nullable;

/** What a worker is told to do outside the platform; its result comes back through the journal. */
public sealed interface Effect {

    /**
     * The answer to a request that waits at an api node. Nothing secret.
     *
     * @param agent the agent as it is after its action; null for what is no agent's
     * @param callId the call that was started; null for what starts none
     */
    record Reply(
            String requestId,
            String replyTo,
            boolean accepted,
            String code,
            String text,
            @Nullable AgentStateChanged agent,
            @Nullable String callId)
            implements Effect {}
}
