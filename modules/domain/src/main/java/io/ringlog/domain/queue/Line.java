package io.ringlog.domain.queue;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.AgentState;
import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.domain.state.QueueState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who waits in a queue and in which order: priority, then time of joining, then call id. */
final class Line {

    private static final Comparator<CallState> ORDER = Comparator.comparing(
                    (CallState call) -> -placeOf(call).priority())
            .thenComparing(call -> placeOf(call).enqueuedAt())
            .thenComparing(CallState::callId);

    private Line() {}

    static QueueState of(Turn turn, String queueId) {
        return turn.state().queue(queueId).orElseGet(() -> QueueState.empty(turn.account(), queueId));
    }

    /** Puts a caller in its place and says which one it is, 1 for the first. */
    static int join(LiveCall call) {
        Turn turn = call.turn();
        CallState caller = call.state();
        QueueState line = of(turn, placeOf(caller).queueId());
        List<String> waiting = new ArrayList<>(line.waiting());
        int index = (int) waiting.stream()
                .flatMap(callId -> turn.state().call(callId).stream())
                .filter(other -> ORDER.compare(other, caller) < 0)
                .count();
        waiting.add(index, caller.callId());
        turn.put(line.with(waiting));
        return index + 1;
    }

    static void leave(Turn turn, String queueId, String callId) {
        turn.state().queue(queueId).ifPresent(line -> turn.put(line.without(callId)));
    }

    /** The callers nobody is offered yet, in the order they are served. */
    static Stream<CallState> unoffered(AccountState state, String queueId) {
        return state.queue(queueId).map(QueueState::waiting).orElse(List.of()).stream()
                .flatMap(callId -> state.call(callId).stream())
                .filter(call -> !call.isOver())
                .filter(call -> placeOf(call).state() == QueuePlace.State.WAITING);
    }

    /** The caller a freed agent takes: own tier, then the order of the line (REFERENCE section 11.4). */
    static Optional<CallState> nextFor(AccountState state, AgentState agent) {
        return agent.activeQueues().keySet().stream()
                .flatMap(queueId -> unoffered(state, queueId)
                        .filter(call -> Staff.offerable(agent, placeOf(call)))
                        .limit(1))
                .min(Comparator.comparing((CallState call) ->
                                Staff.tier(agent, placeOf(call).queueId()))
                        .thenComparing(ORDER));
    }

    /** The place of a caller who has one. */
    static QueuePlace placeOf(CallState call) {
        QueuePlace place = call.place();
        if (place == null) {
            throw new IllegalStateException("call " + call.callId() + " stands in a queue without a place");
        }
        return place;
    }
}
