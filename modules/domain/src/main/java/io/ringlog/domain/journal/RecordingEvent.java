package io.ringlog.domain.journal;

import io.ringlog.domain.journal.CallFact.RecordingEnd;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of recordings of talks and of what flows record; the sound itself lies under its key, never in the log.
 */
public sealed interface RecordingEvent extends Event {

    /** The call that was recorded, which may have ended long ago; null for what happens to a sound of any kind. */
    default @Nullable String callId() {
        return null;
    }

    /** Something that happened to one recording. */
    sealed interface Of extends RecordingEvent {
        String recordingId();

        @Override
        String callId();
    }

    /**
     * A talk is recorded from now on.
     *
     * @param legId whose words are on the left; what it hears of the others is on the right
     * @param paused whether nothing is added to it until it goes on
     */
    record RecordingStarted(
            String recordingId,
            String callId,
            String legId,
            String talkId,
            CallEvent.Direction direction,
            String from,
            String to,
            boolean paused)
            implements Of {}

    /**
     * What a caller says into a node of a flow is recorded from now on.
     *
     * @param variable of the call, which gets the key of the sound
     */
    record FlowRecordingStarted(
            String recordingId,
            String callId,
            String legId,
            String flowId,
            String nodeId,
            String variable,
            CallEvent.Direction direction,
            String from,
            String to)
            implements Of {}

    /** What is said from now on is left out. */
    record RecordingPaused(String recordingId, String callId) implements Of {}

    /** What is said from now on is recorded again. */
    record RecordingResumed(String recordingId, String callId) implements Of {}

    /** A party of a talk is asked whether it may be recorded. */
    record RecordingConsentAsked(String callId, String legId, String talkId) implements RecordingEvent {}

    /** A party has answered, or has not in time and is taken to have; {@code because} says which. */
    record RecordingConsentAnswered(String callId, String legId, boolean given) implements RecordingEvent {}

    /** A talk or a caller should have been recorded, or something done with a recording, and cannot. */
    record RecordingRefused(String callId, String code, String text) implements RecordingEvent {}

    /** A recording is whole where it is kept. */
    record RecordingKept(
            String recordingId,
            String callId,
            long durationMs,
            long sizeBytes,
            RecordingEnd end,
            String objectKey,
            long lostMs)
            implements Of {}

    /** Nothing came of a recording. */
    record RecordingLost(String recordingId, String callId, RecordingEnd end, long lostMs) implements Of {}

    /** A recording is gone for good; {@code SoundErased} says when its sound is. */
    record RecordingRemoved(String recordingId, String callId, String objectKey) implements Of {}

    /**
     * The sound of a recording or message that is gone, or of what was none, was erased.
     *
     * @param ownerId the mailbox or the recording it was of
     * @param there whether the edge still had it
     */
    record SoundErased(String ownerId, String objectKey, String edge, boolean there) implements RecordingEvent {}

    /** An edge has a sound of a recording that nobody waits for any more; it is being erased. */
    record SoundOrphaned(String recordingId, String callId, String objectKey, String edge) implements RecordingEvent {}

    /** No edge has said in time that a sound is erased: it may still lie where {@code edge} put it. */
    record SoundNotErased(String ownerId, String objectKey, String edge, int tries) implements RecordingEvent {}
}
