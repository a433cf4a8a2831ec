package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.state.Window;
import java.time.Duration;
import java.util.List;

/**
 * Counts the wrong PINs of a mailbox or conference over all calls: whoever guesses must not go on guessing with the
 * next call. Each caller has a count; callers from outside, whose numbers prove nothing, share another one.
 */
public final class PinGuard {

    private static final int MOST_OF_A_CALLER = 9;
    private static final int MOST_FROM_OUTSIDE = 90;
    private static final Duration COUNTS_FOR = Duration.ofHours(1);

    private PinGuard() {}

    /** Whether no PIN lets this caller in for now, the right one included. */
    public static boolean isLocked(LiveCall call, String rowId) {
        return wrong(call.turn(), ofCaller(call, rowId)) >= MOST_OF_A_CALLER
                || (isOutside(call) && wrong(call.turn(), fromOutside(rowId)) >= MOST_FROM_OUTSIDE);
    }

    /** One was wrong. An hour after the last the window is idle, and forgotten. */
    public static void wrong(LiveCall call, String rowId) {
        count(call.turn(), ofCaller(call, rowId));
        if (isOutside(call)) {
            count(call.turn(), fromOutside(rowId));
        }
    }

    private static boolean isOutside(LiveCall call) {
        return call.head().userId() == null;
    }

    private static String ofCaller(LiveCall call, String rowId) {
        String userId = call.head().userId();
        return "pin/" + rowId + (userId == null ? "/from/" + call.head().from() : "/user/" + userId);
    }

    private static String fromOutside(String rowId) {
        return "pin/" + rowId;
    }

    private static int wrong(Turn turn, String id) {
        return window(turn, id).admitted().size();
    }

    private static void count(Turn turn, String id) {
        turn.put(window(turn, id).plus(turn.now()));
        turn.timer("window/" + id, COUNTS_FOR, new Timer.Purpose.WindowIdle(id));
    }

    private static Window window(Turn turn, String id) {
        return turn.state()
                .window(id)
                .orElseGet(() -> new Window(turn.account(), id, List.of()))
                .slid(turn.now(), COUNTS_FOR);
    }
}
