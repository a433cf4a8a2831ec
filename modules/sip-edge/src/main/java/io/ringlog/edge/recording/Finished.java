package io.ringlog.edge.recording;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import org.jspecify.annotations.Nullable;

/**
 * How a recording came out.
 *
 * @param lostMs what was said and could not be written in time
 * @param objectKey null when nothing is kept
 */
public record Finished(
        Note note,
        long durationMs,
        long sizeBytes,
        RecordingEnd end,
        long lostMs,
        @Nullable String objectKey) {

    static Finished nothing(Note note, RecordingEnd end, long lostMs) {
        return new Finished(note, 0, 0, end, lostMs, null);
    }
}
