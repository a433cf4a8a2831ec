package io.ringlog.api.port;

import java.util.function.Predicate;

/** The committed events of the past, for clients that come back. */
public interface EventLog {

    /** An event as it lies in the log; {@code body} is its JSON. */
    record Line(int partition, long offset, String account, String type, String body) {}

    int partitionOf(String account);

    /** Hands over what lies from {@code from} up to but not including {@code to}, until the sink answers false. */
    long read(int partition, long from, long to, Predicate<Line> sink);
}
