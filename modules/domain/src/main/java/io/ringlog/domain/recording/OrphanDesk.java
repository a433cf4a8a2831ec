package io.ringlog.domain.recording;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallFact.RecordingFinished;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RecordingEvent;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.Hearing;
import io.ringlog.domain.state.Leg;
import io.ringlog.kernel.Because;
import java.util.Optional;

/**
 * Has sounds erased that nobody waits for: an edge came back after its recording was given up, or its mailbox was
 * removed. A fact that is told twice tells of a sound that is kept, or of one that is being erased already.
 */
public final class OrphanDesk implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof RecordingFinished fact
                && fact.objectKey() != null
                && !isAwaited(turn, fact)
                && !isKept(turn.state(), fact.objectKey())) {
            String edge = fact.stamp().edge();
            turn.emit(
                    new RecordingEvent.SoundOrphaned(fact.recordingId(), fact.callId(), fact.objectKey(), edge),
                    Because.of("recording.orphan").with("end", fact.end()));
            ErasureDesk.begin(turn, fact.recordingId(), fact.objectKey(), edge);
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private static boolean isAwaited(Turn turn, RecordingFinished fact) {
        return turn.state().recordings().recording(fact.recordingId()).isPresent()
                || turn.state().mailboxOf(fact.recordingId()).isPresent()
                || heard(turn, fact).filter(fact.recordingId()::equals).isPresent();
    }

    private static Optional<String> heard(Turn turn, RecordingFinished fact) {
        return turn.live(fact.callId())
                .map(LiveCall::state)
                .flatMap(call -> call.leg(fact.legId()))
                .filter(Leg.Hosted.class::isInstance)
                .map(leg -> ((Leg.Hosted) leg).hearing())
                .map(Hearing::mediaId);
    }

    private static boolean isKept(AccountState state, String objectKey) {
        return state.erasure(objectKey).isPresent()
                || state.recordings().hasSound(objectKey)
                || state.mailboxes().stream().anyMatch(it -> it.hasSound(objectKey) || it.hasGreeting(objectKey))
                || state.rooms().stream().anyMatch(it -> it.hasName(objectKey));
    }
}
