/**
 * Subscriptions that this node serves (RFC 6665): whoever watches is told by NOTIFY. What they are told comes from
 * elsewhere; here is how: one request under way, the newest state next, and an end.
 */
@NullMarked
package io.ringlog.sip.watch;

import org.jspecify.annotations.NullMarked;
