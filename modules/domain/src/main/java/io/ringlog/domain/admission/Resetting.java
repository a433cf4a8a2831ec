package io.ringlog.domain.admission;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.WindowsResetAsked;
import io.ringlog.domain.state.Window;
import java.util.List;

/** Lets sliding windows count anew when somebody asks. Leases are calls in progress, and cannot be wrong. */
final class Resetting {

    private Resetting() {}

    static void reset(Turn turn, WindowsResetAsked asked) {
        List<Window> windows = asked.windowId() == null
                ? turn.state().windows()
                : turn.state().window(asked.windowId()).stream().toList();
        windows.forEach(window -> {
            turn.cancelTimer(AdmissionDesk.timerId(window.id()));
            turn.remove(window);
        });
        if (windows.isEmpty()) {
            reply(turn, asked, false, ResetCode.NO_WINDOW, "nothing counts there");
        } else {
            turn.emit(
                    new Event.WindowsReset(asked.windowId(), asked.reason(), asked.actor()),
                    ResetCode.RESET.because().with("actor", asked.actor()).with("windows", windows.size()));
            reply(turn, asked, true, ResetCode.RESET, windows.size() + " windows count anew");
        }
    }

    private static void reply(Turn turn, WindowsResetAsked asked, boolean accepted, ResetCode code, String text) {
        turn.effect(new Effect.Reply(asked.requestId(), asked.replyTo(), accepted, code.code(), text, null, null));
    }
}
