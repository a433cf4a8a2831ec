package io.ringlog.sip;

/** Where a message came from, as seen by our socket; {@code flowId} reaches the same sender again. */
public record Source(String address, int port, String transport, String flowId) {}
