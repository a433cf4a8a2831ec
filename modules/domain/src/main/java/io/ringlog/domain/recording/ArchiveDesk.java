package io.ringlog.domain.recording;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallFact.RecordingEnd;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingActed.Verb;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.domain.state.TalkRecording;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;

/** Keeps finished recordings until their time is over or somebody erases them. */
public final class ArchiveDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof RecordingFinished told) {
            recording(turn, told.recordingId())
                    .filter(it -> it.kept() == null)
                    .ifPresent(it -> finished(turn, it, told));
        } else if (input instanceof TimerFired(var id, Timer.Purpose.RecordingGone(String recordingId), var due)) {
            recording(turn, recordingId).ifPresent(it -> gone(turn, it, Because.of("recording.kept-long-enough")));
        } else if (input instanceof RecordingActed asked && asked.verb() == Verb.ERASE) {
            erase(turn, asked);
        }
    }

    /** An account that keeps them longer or shorter does so from now on. */
    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof Event.ConfigApplied applied && applied.rowId().equals(turn.account())) {
            List.copyOf(turn.state().recordings().all()).stream()
                    .filter(it -> it.kept() != null)
                    .forEach(it -> Kept.asLongAsWanted(turn, it));
        }
    }

    private static Optional<TalkRecording> recording(Turn turn, String id) {
        return turn.state().recordings().recording(id);
    }

    private static void finished(Turn turn, TalkRecording recording, RecordingFinished told) {
        Because because = Because.of("recording.whole").with("end", told.end());
        String key = told.objectKey();
        if (key == null) {
            lost(turn, recording, told.end(), told.lostMs(), because);
            return;
        }
        TalkRecording kept = recording.kept(new TalkRecording.Kept(told.sizeBytes(), key));
        turn.put(kept);
        Kept.asLongAsWanted(turn, kept);
        turn.emit(
                new RecordingEvent.RecordingKept(
                        recording.recordingId(),
                        recording.callId(),
                        told.durationMs(),
                        told.sizeBytes(),
                        told.end(),
                        key,
                        told.lostMs()),
                because);
    }

    private static void lost(Turn turn, TalkRecording recording, RecordingEnd end, long lostMs, Because because) {
        Kept.forget(turn, recording);
        turn.emit(new RecordingEvent.RecordingLost(recording.recordingId(), recording.callId(), end, lostMs), because);
    }

    private static void gone(Turn turn, TalkRecording recording, Because because) {
        TalkRecording.Kept kept = recording.kept();
        if (kept == null) {
            lost(turn, recording, RecordingEnd.FAILED, 0, Because.of("recording.never-told"));
            return;
        }
        Kept.forget(turn, recording);
        ErasureDesk.begin(turn, recording.recordingId(), kept.objectKey(), recording.edge());
        turn.emit(
                new RecordingEvent.RecordingRemoved(recording.recordingId(), recording.callId(), kept.objectKey()),
                because);
    }

    private static void erase(Turn turn, RecordingActed asked) {
        Optional<TalkRecording> finished = recording(turn, asked.id()).filter(it -> it.kept() != null);
        finished.ifPresent(it -> gone(turn, it, Replies.because(asked)));
        Replies.reply(
                turn,
                asked,
                finished.isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                Obstacle.RECORDING_UNKNOWN.rejection("there is no finished recording " + asked.id())));
    }
}
