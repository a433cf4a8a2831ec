package io.ringlog.domain.journal;

/** A leg, named among all calls of an account. */
public record LegRef(String callId, String legId) {}
