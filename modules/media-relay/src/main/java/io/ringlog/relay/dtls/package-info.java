/**
 * Keys of SRTP by DTLS (RFC 5763, RFC 5764), version 1.2, on Bouncy Castle. A handshake blocks while it waits, so each
 * has a virtual thread of its own: none of its work is done by a media loop, which only hands packets over and sends
 * what it is given.
 *
 * <pre>
 *   packet ──► DtlsEndpoint (waits in line, bounded) ──► Handshake on its thread ──► Outcome: keys, or why not
 *                              ▲ DtlsDoor lets it in: so many at once, so many for an address
 * </pre>
 */
@NullMarked
package io.ringlog.relay.dtls;

import org.jspecify.annotations.NullMarked;
