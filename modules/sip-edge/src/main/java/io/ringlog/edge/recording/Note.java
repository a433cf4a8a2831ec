package io.ringlog.edge.recording;

import java.util.List;
import java.util.Optional;

/** Whose recording it is; lies beside the file until the log has been told how it ended. */
public record Note(String account, String callId, String legId, String recordingId, int channels) {

    private static final int LINES = 5;
    private static final int STEREO = 2;

    /** Of what one leg says. */
    public Note(String account, String callId, String legId, String recordingId) {
        this(account, callId, legId, recordingId, 1);
    }

    /** Of what a leg says, on the left, and what it hears of those it talks to. */
    static Note ofTalk(String account, String callId, String legId, String recordingId) {
        return new Note(account, callId, legId, recordingId, STEREO);
    }

    /** Calls have ids of their own for ever, recordings within a log. */
    String objectKey() {
        return account + "/" + name() + ".wav";
    }

    String name() {
        return callId + "." + recordingId;
    }

    List<String> lines() {
        return List.of(account, callId, legId, recordingId, channels == STEREO ? "stereo" : "mono");
    }

    /** The note of these lines; empty when it was not written to its end. */
    static Optional<Note> of(List<String> lines) {
        if (lines.size() != LINES || lines.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        int channels = lines.get(LINES - 1).equals("stereo") ? STEREO : 1;
        return Optional.of(new Note(lines.get(0), lines.get(1), lines.get(2), lines.get(3), channels));
    }
}
