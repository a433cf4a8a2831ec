package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.state.Listener;
import io.ringlog.kernel.Because;

/** Answers a caller to say one last thing, and hangs up after it. */
public final class LastWord {

    /** That what was dialled is done. */
    public static final String CONFIRMED = "system/confirm-accept";

    private LastWord() {}

    public static void say(LiveCall call, String mediaId, Because because) {
        Ear.open(call, because);
        Ear.play(call, CallFact.CALLER, mediaId, new Listener.LastWord());
    }
}
