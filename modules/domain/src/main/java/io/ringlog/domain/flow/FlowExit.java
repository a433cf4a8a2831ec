package io.ringlog.domain.flow;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.kernel.Because;

/** The one way out of a flow: the call goes on without it. A call without a flow is left alone. */
public final class FlowExit {

    private FlowExit() {}

    /** @param because its rule is the cause the event names */
    public static void leave(Turn turn, String callId, Because because) {
        turn.call(callId).ifPresent(call -> {
            FlowPosition position = call.flow();
            if (position != null) {
                turn.put(call.withFlow(null));
                turn.emit(
                        new FlowEvent.FlowLeft(callId, position.flowId(), because.rule(), position.nodeId()), because);
            }
        });
    }
}
