package io.ringlog.domain.config;

/** Which calls a recording rule is for, seen from the account. */
public enum RecordedCalls {
    ALL,
    INBOUND,
    OUTBOUND,
    INTERNAL
}
