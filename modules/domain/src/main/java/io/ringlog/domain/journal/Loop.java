package io.ringlog.domain.journal;

/**
 * A call that leaves one account for another of the platform, and comes back to the edge that carries it as a call of
 * its own.
 *
 * @param correlationId what both calls have in common
 * @param hops how many accounts it has left so far, this one included
 */
public record Loop(String correlationId, int hops) {}
