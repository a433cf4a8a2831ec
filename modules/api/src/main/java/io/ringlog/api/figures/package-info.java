/**
 * Key figures of queues and agents over intervals of time, each with its formula and what went into it
 * (docs/figures.md). They are made of slices that add up; nothing is measured here.
 */
@NullMarked
package io.ringlog.api.figures;

import org.jspecify.annotations.NullMarked;
