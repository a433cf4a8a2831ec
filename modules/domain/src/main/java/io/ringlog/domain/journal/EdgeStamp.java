package io.ringlog.domain.journal;

import java.time.Instant;

/**
 * Who saw a fact and in which order, so that a repeat is dropped and a gap is seen.
 *
 * @param epoch grows with each start of the edge
 * @param seq 1, 2, 3 … per edge, epoch and account
 * @param at the edge's own clock, for the reader only; no decision uses it
 */
public record EdgeStamp(String edge, long epoch, long seq, Instant at) {}
