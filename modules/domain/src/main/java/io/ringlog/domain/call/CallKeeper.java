package io.ringlog.domain.call;

import io.ringlog.domain.act.CallEnding;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.refusal.Cause;
import io.ringlog.domain.refusal.Obstacle;
import io.ringlog.kernel.Because;
import java.util.List;

/** Ends calls that somebody else decides about, and lets an ended call go when every other concern has seen its end. */
public final class CallKeeper implements Concern {

    @Override
    public void receive(Input input, Turn turn) {
        if (input instanceof EdgeLifecycle edge) {
            lost(edge, turn);
        } else if (input instanceof HangUpRequested asked) {
            hangUp(asked, turn);
        }
    }

    /** The last of the concerns: nobody needs the call after this. */
    @Override
    public void react(Event event, Turn turn) {
        if (event instanceof CallEvent.CallEnded ended) {
            turn.known(ended.callId()).ifPresent(LiveCall::forget);
        }
    }

    private static void lost(EdgeLifecycle edge, Turn turn) {
        Because because = Cause.EDGE_LOST.because().with("edge", edge.edge()).with("epoch", edge.epoch());
        switch (edge) {
            case EdgeLifecycle.EdgeStarted it ->
                callsOf(it.edge(), it.epoch() - 1, turn).forEach(call -> CallEnding.gone(call, because));
            case EdgeLifecycle.EdgeDrains _ -> {}
            case EdgeLifecycle.EdgeLost it ->
                callsOf(it.edge(), it.epoch(), turn).forEach(call -> CallEnding.lost(call, because));
        }
    }

    private static List<LiveCall> callsOf(String edge, long lastEpoch, Turn turn) {
        return turn.state().calls().stream()
                .filter(call -> call.edge().equals(edge) && call.head().edgeEpoch() <= lastEpoch)
                .flatMap(call -> turn.live(call.callId()).stream())
                .toList();
    }

    private static void hangUp(HangUpRequested asked, Turn turn) {
        boolean live = turn.live(asked.callId()).isPresent();
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                live,
                (live ? Obstacle.CALL_ENDED : Obstacle.CALL_UNKNOWN).code(),
                live ? "the call was ended" : "there is no call " + asked.callId() + " in progress",
                null,
                null));
        turn.live(asked.callId()).ifPresent(call -> CallEnding.hangUp(call, Cause.HUNG_UP_OVER_REST));
    }
}
