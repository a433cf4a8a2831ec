package io.ringlog.edge.recording;

import java.util.List;
import java.util.Optional;

/** Whose recording it is; lies beside the file until the log has been told how it ended. */
public record Note(String account, String callId, String legId, String recordingId) {

    /** Calls have ids of their own for ever, recordings within a log. */
    String objectKey() {
        return account + "/" + name() + ".wav";
    }

    String name() {
        return callId + "." + recordingId;
    }

    List<String> lines() {
        return List.of(account, callId, legId, recordingId);
    }

    /** The note of these lines; empty when it was not written to its end. */
    static Optional<Note> of(List<String> lines) {
        return lines.size() == 4 && lines.stream().noneMatch(String::isBlank)
                ? Optional.of(new Note(lines.get(0), lines.get(1), lines.get(2), lines.get(3)))
                : Optional.empty();
    }
}
