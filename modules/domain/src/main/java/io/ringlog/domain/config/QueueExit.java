package io.ringlog.domain.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ways out of a queue that are nobody's answer, each with the word events and flow outcomes use for it. */
public enum QueueExit {
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

    public String word() {
        return word;
    }

    /** Every word, in the order of the exits. */
    public static List<String> words() {
        return Arrays.stream(values()).map(QueueExit::word).distinct().toList();
    }

    /** The target the queue names for this exit. */
    public Optional<RouteTarget> target(Queue queue) {
        return Optional.ofNullable(
                switch (this) {
                    case TIMEOUT -> RouteTarget.of(queue.timeoutDest());
                    case NO_AGENTS -> RouteTarget.of(queue.noAgentsDest());
                    case QUEUE_FULL -> RouteTarget.of(queue.queueFullDest());
                    case EWT -> RouteTarget.of(queue.ewtDest());
                    case CLOSED -> queue.closedTarget();
                    case HOLIDAY -> queue.holidayTarget();
                });
    }
}
