package io.ringlog.domain.act;

import io.ringlog.domain.brain.LiveCall;
import io.ringlog.domain.journal.FlowEvent;
import io.ringlog.domain.state.FlowPosition;
import io.ringlog.kernel.Because;

/** The one way out of a flow: the call goes on without it. A call without a flow is left alone. */
public final class FlowExit {

    private FlowExit() {}

    /** @param because its rule is the cause the event names */
    public static void leave(LiveCall call, Because because) {
        FlowPosition position = call.state().flow();
        if (position != null) {
            call.change(it -> it.withFlow(null));
            call.emit(new FlowEvent.FlowLeft(call.id(), position.flowId(), because.rule(), position.nodeId()), because);
            position.returns()
                    .reversed()
                    .forEach(it -> call.emit(
                            new FlowEvent.FlowLeft(call.id(), it.flowId(), because.rule(), it.nodeId()), because));
        }
    }
}
