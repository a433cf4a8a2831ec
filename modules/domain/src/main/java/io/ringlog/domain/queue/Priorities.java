package io.ringlog.domain.queue;

import io.ringlog.domain.state.CallState;
import io.ringlog.domain.state.QueuePlace;
import io.ringlog.kernel.Rejection;

/** How urgent a call is in a queue: the variable {@code queue_priority}, higher first, 0 without one. Pure. */
final class Priorities {

    /** Either way from 0. */
    static final int MOST = 999_999;

    private Priorities() {}

    /** Of a priority that is none. */
    static Rejection refusal() {
        return QueueRefusal.BAD_PRIORITY.rejection("a priority is -%1$d to %1$d".formatted(MOST));
    }

    static int of(CallState call) {
        String set = call.variables().getOrDefault(QueuePlace.PRIORITY, "0");
        return set.matches("-?\\d{1,6}") ? Integer.parseInt(set) : 0;
    }
}
