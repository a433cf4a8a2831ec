package io.ringlog.domain.recording;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.TalkRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long recordings stay in the state. */
final class Kept {

    /** No recording is longer: one that is not whole by then was lost with its edge. */
    private static final Duration LATEST = Duration.ofDays(1);

    private Kept() {}

    /** Nothing is added to it any more; its edge will tell how it came out. */
    static void over(Turn turn, TalkRecording recording) {
        turn.put(recording.ended());
        arm(turn, recording, LATEST);
    }

    /** A finished recording stays as long as the account keeps them. */
    static void asLongAsWanted(Turn turn, TalkRecording recording) {
        Optional<Integer> days =
                turn.state().config().account(recording.account()).map(Account::recordingKeepDays);
        if (days.isEmpty()) {
            turn.cancelTimer(timer(recording));
            return;
        }
        Instant gone = recording.since().plus(Duration.ofDays(days.get()));
        Duration left = Duration.between(turn.now(), gone);
        arm(turn, recording, left.isNegative() ? Duration.ZERO : left);
    }

    static void forget(Turn turn, TalkRecording recording) {
        turn.cancelTimer(timer(recording));
        turn.remove(recording);
    }

    private static void arm(Turn turn, TalkRecording recording, Duration after) {
        turn.timer(timer(recording), after, new Timer.Purpose.RecordingGone(recording.recordingId()));
    }

    private static String timer(TalkRecording recording) {
        return "recording/" + recording.recordingId();
    }
}
