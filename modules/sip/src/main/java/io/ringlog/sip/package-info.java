/**
 * SIP signalling for one edge process: the public doors are {@link io.ringlog.sip.SipNode} (commands in),
 * {@link io.ringlog.sip.SipFact} (what happened, out) and {@link io.ringlog.sip.SipPolicy} (questions the node must
 * have answered at once). The node executes and reports; it decides nothing about routing, and it knows neither Kafka
 * nor media. A call's legs are named by the caller of this API; the incoming leg is always {@code "A"}.
 */
@NullMarked
package io.ringlog.sip;

import org.jspecify.annotations.NullMarked;
