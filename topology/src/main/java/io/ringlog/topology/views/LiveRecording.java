package io.ringlog.topology.views;

import io.ringlog.domain.journal.CallEvent.Direction;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.Outgoing.EventRecord;
import io.ringlog.domain.journal.RecordingEvent;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a talk, or of what a caller says into a flow.
 *
 * @param end null while it is not whole
 * @param flow null for that of a talk
 */
public record LiveRecording(
        String accountId,
        String recordingId,
        String callId,
        String legId,
        Direction direction,
        String from,
        String to,
        Instant at,
        boolean paused,
        @Nullable Sound sound,
        @Nullable RecordingEnd end,
        @Nullable Place flow) {

    /** The node of a flow that the caller spoke into. */
    public record Place(String flowId, String nodeId, String variable) {}

    /** What is kept of it. */
    public record Sound(long durationMs, long sizeBytes, long lostMs, String objectKey) {}

    /** The recording that an event begins. */
    public static LiveRecording begun(EventRecord record, RecordingEvent.RecordingStarted it) {
        return new LiveRecording(
                record.accountId(),
                it.recordingId(),
                it.callId(),
                it.legId(),
                it.direction(),
                it.from(),
                it.to(),
                record.at(),
                it.paused(),
                null,
                null,
                null);
    }

    /** The recording that a flow begins. */
    public static LiveRecording begun(EventRecord record, RecordingEvent.FlowRecordingStarted it) {
        return new LiveRecording(
                record.accountId(),
                it.recordingId(),
                it.callId(),
                it.legId(),
                it.direction(),
                it.from(),
                it.to(),
                record.at(),
                false,
                null,
                null,
                new Place(it.flowId(), it.nodeId(), it.variable()));
    }

    /** The recording after an event; empty when it is gone. */
    public Optional<LiveRecording> after(RecordingEvent.Of event) {
        return switch (event) {
            case RecordingEvent.RecordingStarted _, RecordingEvent.FlowRecordingStarted _ -> Optional.of(this);
            case RecordingEvent.RecordingPaused _ -> Optional.of(with(true, sound, end));
            case RecordingEvent.RecordingResumed _ -> Optional.of(with(false, sound, end));
            case RecordingEvent.RecordingKept it ->
                Optional.of(
                        with(false, new Sound(it.durationMs(), it.sizeBytes(), it.lostMs(), it.objectKey()), it.end()));
            case RecordingEvent.RecordingLost _ -> Optional.empty();
            case RecordingEvent.RecordingRemoved _ -> Optional.empty();
        };
    }

    private LiveRecording with(boolean pauses, @Nullable Sound kept, @Nullable RecordingEnd over) {
        return new LiveRecording(
                accountId, recordingId, callId, legId, direction, from, to, at, pauses, kept, over, flow);
    }
}
