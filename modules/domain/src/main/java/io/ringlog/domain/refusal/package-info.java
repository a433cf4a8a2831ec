/**
 * Why calls are refused: every code once, with what the caller's phone is told of it.
 */
@NullMarked
package io.ringlog.domain.refusal;

import org.jspecify.annotations.NullMarked;
