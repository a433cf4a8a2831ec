package io.ringlog.domain.config.node;

/**
 * What is to be recorded of a leg.
 *
 * @param silenceSec ends after so much silence; 0 for never
 * @param terminators keys that end it
 * @param beep whether the party is told when it begins
 */
public record Recording(int maxSec, int silenceSec, String terminators, boolean beep) {}
