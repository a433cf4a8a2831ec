/**
 * Passing on whom one talks to (RFC 3515, RFC 3891, RFC 5589): to a target that is led to as any call is, or to whom
 * one talks to in another call.
 *
 * <pre>
 *   asked --proxied--> TAKING_OVER --> SPLITTING --> LEADING --answered, taken--> gone
 *     |                     |                           \--nowhere--> both talk again, or who passed on is rung
 *     |                     \--consulted--> JOINING --joined--> gone
 *     \--hosted--> SPLITTING or JOINING;  on hold --> LEADING
 * </pre>
 */
@NullMarked
package io.ringlog.domain.transfer;

import org.jspecify.annotations.NullMarked;
