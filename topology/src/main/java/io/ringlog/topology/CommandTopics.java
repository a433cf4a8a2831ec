package io.ringlog.topology;

/** Whether commands for an edge have somewhere to go; asked before each, because a producer waits for a lost topic. */
@FunctionalInterface
public interface CommandTopics {
    /** Every edge has its topic: for tests, which have no broker. */
    CommandTopics ALL = edge -> true;

    /** True when a command for this edge can be written now. */
    boolean has(String edge);
}
