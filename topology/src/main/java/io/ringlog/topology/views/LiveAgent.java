package io.ringlog.topology.views;

import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import java.time.Instant;
import java.util.Optional;

/** An agent as of the last change, with since when it wishes and does what it does. */
public record LiveAgent(
        String accountId, AgentStateChanged now, Instant statusSince, Instant stateSince, Instant bucketSince) {

    /** The agent after a change; a time moves only when what it times has changed. */
    public static LiveAgent after(Optional<LiveAgent> before, EventRecord record, AgentStateChanged now) {
        Instant at = record.at();
        return before.map(was -> new LiveAgent(
                        record.accountId(),
                        now,
                        was.now.status() == now.status() ? was.statusSince : at,
                        was.now.state() == now.state() ? was.stateSince : at,
                        was.now.bucket() == now.bucket() ? was.bucketSince : at))
                .orElseGet(() -> new LiveAgent(record.accountId(), now, at, at, at));
    }
}
