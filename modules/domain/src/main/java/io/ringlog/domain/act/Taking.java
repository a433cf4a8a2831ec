package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.config.node.Gathering;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Leg;
import io.ringlog.domain.state.RingAttempt;
import io.ringlog.kernel.Because;
import java.time.Duration;

/** Asks whoever answers outside whether they take the call: a mailbox that answers there takes none. */
public final class Taking {

    private static final Phrase QUESTION = Phrase.of(Words.CONFIRM_ACCEPT);
    private static final String YES = "1";
    private static final int KEY_SEC = 10;

    /** The prompt and the time for a key; an edge that says nothing has not taken it either. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private Taking() {}

    /** Whether an answer on this leg is none yet. */
    public static boolean mustBeAsked(LiveCall call, Leg.Ringing leg) {
        return call.state().ring() instanceof RingAttempt ring && ring.asks(leg.id());
    }

    /** Somebody has answered. */
    public static void ask(LiveCall call, Leg.Ringing leg) {
        if (leg.asked() != null) {
            return;
        }
        String question = Ear.ask(call, leg.id(), new Gathering(QUESTION, 1, 1, null, KEY_SEC, null, true));
        Ringing.asked(call, leg, question, PATIENCE);
        call.emit(new CallEvent.LegAsked(call.id(), leg.id()), Because.of("party.must-take"));
    }

    public static boolean isYes(String digits) {
        return digits.equals(YES);
    }

    /** They have pressed something else, or nothing, or are gone. */
    public static void no(LiveCall call, Leg.Ringing leg, String digits) {
        Ringing.refused(call, leg, digits.isEmpty() ? 480 : 603, Cause.NOT_TAKEN.code());
    }
}
