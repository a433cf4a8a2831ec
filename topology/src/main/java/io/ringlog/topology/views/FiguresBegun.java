package io.ringlog.topology.views;

import java.time.Instant;

/** Since when the figures of an account count what happens: its first event that they saw. */
public record FiguresBegun(String accountId, Instant at) {}
