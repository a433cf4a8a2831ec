package io.ringlog.domain.figures;

import io.ringlog.domain.journal.AgentEvent.Activity;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import io.ringlog.domain.journal.AgentEvent.Bucket;
import io.ringlog.domain.journal.AgentEvent.Status;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.QueueEvent.CallerLeftQueue;
import io.ringlog.domain.journal.QueueEvent.CallerQueued;
import io.ringlog.kernel.Because;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of one account as they are told, second by second from eight in the morning. */
final class Told {
    static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

    private int offset;

    static Instant at(long sec) {
        return AT.plusSeconds(sec);
    }

    EventRecord at(long sec, Event event) {
        return new EventRecord(
                "0-" + ++offset + "-0", "acc_1", null, 0, at(sec), "0-" + offset, "v", event, Because.of("test"));
    }

    EventRecord queued(long sec, String callId) {
        return at(sec, new CallerQueued(callId, "q_1", 0, 1, null));
    }

    EventRecord left(long sec, String callId, String disposition, long waitedMs) {
        return at(sec, new CallerLeftQueue(callId, "q_1", disposition, null, waitedMs));
    }

    EventRecord answered(long sec, String callId, String userId, long waitedMs) {
        return at(sec, new CallerLeftQueue(callId, "q_1", "answered", userId, waitedMs));
    }

    EventRecord does(long sec, String userId, Activity what, Bucket bucket) {
        return at(
                sec,
                new AgentStateChanged(
                        userId, Status.AVAILABLE, what, true, false, bucket, null, callOf(what), List.of("q_1")));
    }

    private static @Nullable String callOf(Activity what) {
        return what == Activity.IN_CALL ? "call" : null;
    }
}
