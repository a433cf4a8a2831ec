/**
 * Requests of our own that belong to no call: OPTIONS, and REGISTER at somebody else's registrar. Whoever orders one
 * hears its end once: the final answer, or 408 when none came in time. Nothing is repeated or kept up here.
 */
@NullMarked
package io.ringlog.sip.trunk;

import org.jspecify.annotations.NullMarked;
