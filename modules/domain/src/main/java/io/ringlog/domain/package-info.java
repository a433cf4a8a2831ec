/**
 * The pure half of Ringlog: what the log means and what follows from it. State and one journal record go in, an
 * outcome comes out.
 * No clock, no randomness, no I/O, no thread; the same journal gives the same bytes on any machine.
 */
@NullMarked
package io.ringlog.domain;

import org.jspecify.annotations.NullMarked;
