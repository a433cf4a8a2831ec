package io.ringlog.domain.flow;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.CallState.Caller;
import io.ringlog.kernel.Because;

/** Gets the platform the caller's ear: the media engine answers once, the first time something is to be heard. */
public final class CallerEar {

    private CallerEar() {}

    /** Answers the caller if nobody has yet. */
    public static void open(Turn turn, String callId, Because because) {
        CallState call = turn.call(callId).orElseThrow();
        if (call.caller() == Caller.INVITING) {
            turn.put(call.with(Caller.ANSWERED).answeredAt(turn.now()));
            turn.command(call, new Command.AnswerCall(callId));
            turn.emit(new CallEvent.CallerAnswered(callId), because);
        }
    }

    /** Plays a prompt to the caller's leg. */
    public static void play(Turn turn, String callId, String playbackId, String mediaId, boolean loop) {
        turn.command(
                turn.call(callId).orElseThrow(), new Command.Play(callId, CallFact.CALLER, playbackId, mediaId, loop));
    }

    /** Ends whatever the caller hears; nobody hears anything before the answer. */
    public static void hush(Turn turn, String callId) {
        CallState call = turn.call(callId).orElseThrow();
        if (call.caller() == Caller.ANSWERED) {
            turn.command(call, new Command.StopMedia(callId, CallFact.CALLER));
        }
    }
}
