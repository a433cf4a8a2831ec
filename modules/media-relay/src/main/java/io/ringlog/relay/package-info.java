/**
 * RTP between the legs of a talk, and sound from the platform to a leg.
 *
 * <pre>
 *   caller's thread         one media loop per core (all legs of a talk on one loop, so no locks)
 *   open, remote, join ──►  command queue ──► leg: what its party says ──► sinks: wire to the other leg, or seat in a
 *                                                                          mix, or the platform's ears
 *                                                  what its party hears ◄── one source: wire, seat, or what is played
 * </pre>
 *
 * <p>{@link io.ringlog.relay.MediaRelay} is the only door; {@link io.ringlog.relay.MediaRelays} starts one. The loops
 * run on a plain NIO selector; a Netty transport stands behind the same seam and is chosen by configuration.
 */
@NullMarked
package io.ringlog.relay;

import org.jspecify.annotations.NullMarked;
