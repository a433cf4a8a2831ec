/**
 * A simulated phone that speaks SIP by plain sockets and text, written apart from the product's own SIP code so that
 * the two do not share mistakes: {@link io.ringlog.testkit.sip.SipPeer} registers, calls, answers, holds and hangs up.
 * Its {@code await} methods block with a deadline and fail with the whole conversation in the message.
 */
@NullMarked
package io.ringlog.testkit.sip;

import org.jspecify.annotations.NullMarked;
