/**
 * The orchestration. {@code Brain} takes one journal record, lets each {@code Concern} look at it, then lets them
 * react to
 * each other's events until nothing is left to do, and hands back an {@code Outcome}. It holds no rule of telephony
 * itself;
 * it owns the clock that never runs backwards, the order of things, and the list of granules that changed.
 */
@NullMarked
package io.ringlog.domain.brain;

import org.jspecify.annotations.NullMarked;
