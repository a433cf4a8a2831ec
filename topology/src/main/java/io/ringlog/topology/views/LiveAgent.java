package io.ringlog.topology.views;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallDispositioned;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent as of the last change, with since when it wishes and does what it does.
 *
 * @param said what the agent said came of the call they talk on or wrap up; null for nothing yet
 */
public record LiveAgent(
        String accountId,
        AgentStateChanged now,
        Instant statusSince,
        Instant stateSince,
        Instant bucketSince,
        @Nullable CallDispositioned said) {

    /** The agent after a change; a time moves only when what it times has changed. */
    public static LiveAgent after(Optional<LiveAgent> before, EventRecord record, AgentStateChanged now) {
        Instant at = record.at();
        return before.map(was -> new LiveAgent(
                        record.accountId(),
                        now,
                        was.now.status() == now.status() ? was.statusSince : at,
                        was.now.state() == now.state() ? was.stateSince : at,
                        was.now.bucket() == now.bucket() ? was.bucketSince : at,
                        hasCallInHand(now) ? was.said : null))
                .orElseGet(() -> new LiveAgent(record.accountId(), now, at, at, at, null));
    }

    /** The agent who has said what came of their call. */
    public LiveAgent says(CallDispositioned said) {
        return new LiveAgent(accountId, now, statusSince, stateSince, bucketSince, said);
    }

    private static boolean hasCallInHand(AgentStateChanged now) {
        return now.state() == Activity.IN_CALL || now.state() == Activity.WRAP_UP;
    }
}
