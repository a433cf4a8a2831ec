/**
 * The one summary row of a call, made from its last state.
 */
@NullMarked
package io.ringlog.domain.cdr;

import org.jspecify.annotations.NullMarked;
