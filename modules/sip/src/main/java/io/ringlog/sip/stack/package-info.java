/**
 * Everything that touches the JAIN-SIP stack's insides and the sockets: the stack with its keyed look-ups, our own
 * UDP and TCP transports on Netty (framing limits, flow ids), the raw checks that run before a byte is parsed, and the
 * valve that sheds load. Bytes come in on an event loop, are checked, and go to a worker chosen by Call-ID, so that
 * one call's messages stay in order. Above this package nobody sees a socket.
 */
@NullMarked
package io.ringlog.sip.stack;

import org.jspecify.annotations.NullMarked;
