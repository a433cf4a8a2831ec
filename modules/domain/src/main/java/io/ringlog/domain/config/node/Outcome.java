package io.ringlog.domain.config.node;

import io.ringlog.kernel.Because;

/** How a node was left, and why. */
public record Outcome(String name, Because because) {}
