/**
 * The watch over the edges, the watch role: an edge whose heartbeat stops is lost, and every partition is told.
 *
 * <p>{@code EdgeBook} keeps the books and knows no Kafka; {@code EdgeWatch} reads {@code ringlog.edges.v1} and writes
 * {@code EdgeLost} to the journal. While the broker cannot be reached nobody is lost: silence then says nothing.
 */
@NullMarked
package io.ringlog.app.watch;

import org.jspecify.annotations.NullMarked;
