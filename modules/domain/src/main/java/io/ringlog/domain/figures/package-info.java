/**
 * Key figures of queues and agents as folds of events: what adds up is kept in slices of time, one for each queue and
 * agent in which something happened, so that quarters of an hour make hours and days and no state grows with the
 * traffic (docs/figures.md).
 *
 * <p>A caller counts in the slice in which they came to the queue, whenever their end is told: an end that comes later
 * corrects that slice. An agent's time counts where it went by. A slice remembers the newest event that it has counted,
 * so the same event again changes nothing.
 */
@NullMarked
package io.ringlog.domain.figures;

import org.jspecify.annotations.NullMarked;
