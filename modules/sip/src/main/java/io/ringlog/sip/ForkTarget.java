package io.ringlog.sip;

import java.time.Duration;

/** One place a proxied call rings at, for so long at most. */
public record ForkTarget(String legId, Destination to, Duration ringTimeout) {}
