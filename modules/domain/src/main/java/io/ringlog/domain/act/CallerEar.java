package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.state.Leg;
import io.ringlog.kernel.Because;

/** Gets the platform the caller's ear: the media engine answers once, the first time something is to be heard. */
public final class CallerEar {

    private CallerEar() {}

    /** Answers the caller if nobody has yet. */
    public static void open(LiveCall call, Because because) {
        if (call.state().leg(CallFact.CALLER).orElse(null) instanceof Leg.Inviting caller) {
            call.change(it -> it.with(caller.hosted(call.now())).answeredAt(call.now()));
            call.command(new Command.AnswerLeg(call.id(), CallFact.CALLER));
            call.emit(new CallEvent.CallerAnswered(call.id()), because);
        }
    }

    /** Plays a prompt to the caller's leg. */
    public static void play(LiveCall call, String playbackId, String mediaId, boolean loop) {
        call.command(new Command.Play(call.id(), CallFact.CALLER, playbackId, mediaId, loop));
    }

    /** Ends whatever the caller hears; nobody hears anything before the answer. */
    public static void hush(LiveCall call) {
        if (call.state().isHosted()) {
            call.command(new Command.StopMedia(call.id(), CallFact.CALLER));
        }
    }
}
