package io.ringlog.relay;

/**
 * How the port pairs of a relay stand.
 *
 * @param free pairs that nobody used lately; 0 where the system chooses the ports
 * @param used pairs that open legs hold now
 * @param resting pairs released a moment ago; they are used only when none is free, the oldest first
 * @param refused how often there was no pair to give, since the start
 */
public record PortFigures(int free, int used, int resting, long refused) {}
