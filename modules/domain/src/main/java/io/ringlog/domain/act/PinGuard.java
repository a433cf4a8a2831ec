package io.ringlog.domain.voicemail;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.Window;
import java.time.Duration;
import java.util.List;

/** Counts the wrong PINs of a mailbox over all calls: whoever guesses must not go on guessing with the next call. */
final class PinGuard {

    private static final int MOST_WRONG = 9;
    private static final Duration COUNTS_FOR = Duration.ofHours(1);

    private PinGuard() {}

    /** Whether no PIN opens the mailbox for now, the right one included. */
    static boolean isLocked(Turn turn, String mailboxId) {
        return window(turn, mailboxId).admitted().size() >= MOST_WRONG;
    }

    /** One was wrong. An hour after the last the window is idle, and forgotten. */
    static void wrong(Turn turn, String mailboxId) {
        Window next = window(turn, mailboxId).plus(turn.now());
        turn.put(next);
        turn.timer("window/" + next.id(), COUNTS_FOR, new Timer.Purpose.WindowIdle(next.id()));
    }

    private static Window window(Turn turn, String mailboxId) {
        String id = "pin/" + mailboxId;
        return turn.state()
                .window(id)
                .orElseGet(() -> new Window(turn.account(), id, List.of()))
                .slid(turn.now(), COUNTS_FOR);
    }
}
