/**
 * The log's three machines on Kafka Streams: the brain decides, the clock fires timers, the views show.
 *
 * <p>{@code BrainTopology} hosts the domain's brain exactly once: journal in; events, commands, replies, timers,
 * locations and rows out. {@code ClockTopology} is apart and at-least-once, because it writes the journal, and the
 * journal is never written inside a transaction. {@code ViewsTopology} folds committed events into what people look
 * at. Processors hold no rule: they decode, delegate, store and forward.
 */
@NullMarked
package io.ringlog.topology;

import org.jspecify.annotations.NullMarked;
