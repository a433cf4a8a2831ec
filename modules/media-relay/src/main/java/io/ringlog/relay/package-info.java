/**
 * RTP between the legs of a call, and sound from the platform to a leg.
 *
 * <pre>
 *   caller's thread            one media loop per core (all legs of a call on one loop, so no locks)
 *   open/remote/connect ──►  command queue ──► leg: waiting ──learned──► relaying to its peer, or engine: play, digits
 * </pre>
 *
 * <p>{@link io.ringlog.relay.MediaRelay} is the only door; {@link io.ringlog.relay.MediaRelays} starts one. The loops
 * run on a plain NIO selector; a Netty transport stands behind the same seam and is chosen by configuration.
 */
@NullMarked
package io.ringlog.relay;

import org.jspecify.annotations.NullMarked;
