package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.speech.Phrase;
import io.ringlog.domain.speech.Words;
import io.ringlog.domain.state.Listener;
import io.ringlog.kernel.Because;

/** Answers a caller to say one last thing, and hangs up after it. */
public final class LastWord {

    /** That what was dialled is done. */
    public static final Phrase CONFIRMED = Phrase.of(Words.FEATURE_DONE);

    private LastWord() {}

    /** Whoever the call is led for hears it, who called in or whom the platform rang first. */
    public static void say(LiveCall call, Phrase phrase, Because because) {
        Ear.open(call, because);
        Ear.play(call, call.state().guestId(), phrase, new Listener.LastWord());
    }
}
