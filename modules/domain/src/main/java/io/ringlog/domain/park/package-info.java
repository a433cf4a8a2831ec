/**
 * Callers who wait in a slot until somebody dials it (RFC 5359 section 2.15), and calls taken that ring at somebody
 * else (section 2.13): whoever comes has a call of their own, whose leg is joined with who waits.
 */
@NullMarked
package io.ringlog.domain.park;

import org.jspecify.annotations.NullMarked;
