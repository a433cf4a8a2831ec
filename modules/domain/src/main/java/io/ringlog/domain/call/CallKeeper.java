package io.ringlog.domain.call;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.CallEvent;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.state.CallState;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Map;

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
            turn.call(ended.callId()).ifPresent(turn::remove);
        }
    }

    private static void lost(EdgeLifecycle edge, Turn turn) {
        Because because = Because.of("edge_lost").with("edge", edge.edge()).with("epoch", edge.epoch());
        switch (edge) {
            case EdgeLifecycle.EdgeStarted it ->
                callsOf(it.edge(), it.epoch() - 1, turn).forEach(call -> CallEnding.gone(turn, call, because));
            case EdgeLifecycle.EdgeLost it ->
                callsOf(it.edge(), it.epoch(), turn).forEach(call -> CallEnding.lost(turn, call, because));
        }
    }

    private static List<CallState> callsOf(String edge, long lastEpoch, Turn turn) {
        return turn.state().calls().stream()
                .filter(call -> call.edge().equals(edge) && call.head().edgeEpoch() <= lastEpoch)
                .toList();
    }

    private static void hangUp(HangUpRequested asked, Turn turn) {
        boolean live = turn.call(asked.callId()).isPresent();
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                live,
                live ? "call.ended" : "call.not-live",
                live ? "the call was ended" : "there is no live call " + asked.callId(),
                Map.of("callId", asked.callId())));
        CallEnding.hangUp(turn, asked.callId(), "api.hung-up");
    }
}
