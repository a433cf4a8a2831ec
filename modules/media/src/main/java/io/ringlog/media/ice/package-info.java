/**
 * Our side of ICE in memory (RFC 8445): what a party that checks whether it reaches us is answered. A lite agent: it
 * sends no checks of its own, and the other side says by which of its addresses it is to be sent to. Knows no socket.
 *
 * <pre>
 *   packet ──► StunMessage (read within bounds) ──► IceLite (whose is it, is it authentic) ──► StunWriter ──► answer
 * </pre>
 */
@NullMarked
package io.ringlog.media.ice;

import org.jspecify.annotations.NullMarked;
