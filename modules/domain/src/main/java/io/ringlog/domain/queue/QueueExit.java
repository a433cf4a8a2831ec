package io.ringlog.domain.queue;

import io.ringlog.domain.config.Queue;
import io.ringlog.domain.config.RouteTarget;
import java.util.Optional;

/** The ways out of a queue that are nobody's answer, each with the word events and flow outcomes use for it. */
enum QueueExit {
    TIMEOUT("timeout"),
    NO_AGENTS("no_agents"),
    QUEUE_FULL("queue_full"),
    EWT("ewt"),
    CLOSED("closed"),
    /** Closed too, with a target of its own. */
    HOLIDAY("closed");

    private final String word;

    QueueExit(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** The target the queue names for this exit. */
    Optional<RouteTarget> target(Queue queue) {
        return Optional.ofNullable(
                switch (this) {
                    case TIMEOUT -> RouteTarget.of(queue.timeoutDestKind(), queue.timeoutDestId());
                    case NO_AGENTS -> RouteTarget.of(queue.noAgentsDestKind(), queue.noAgentsDestId());
                    case QUEUE_FULL -> RouteTarget.of(queue.queueFullDestKind(), queue.queueFullDestId());
                    case EWT -> RouteTarget.of(queue.ewtDestKind(), queue.ewtDestId());
                    case CLOSED -> queue.closedTarget();
                    case HOLIDAY -> queue.holidayTarget();
                });
    }
}
