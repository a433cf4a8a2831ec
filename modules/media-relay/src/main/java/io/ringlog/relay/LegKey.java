package io.ringlog.relay;

/** Names a leg among all that are open on a relay. */
public record LegKey(String callId, String legId) {}
