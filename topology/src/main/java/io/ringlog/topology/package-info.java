/**
 * The log's two machines on Kafka Streams: the brain decides, the views show.
 *
 * <p>{@code BrainTopology} hosts the domain's brain exactly once: journal in; events, commands, replies, locations and
 * rows out. Timers are part of its state: {@code TimerWatch} writes the due ones to the journal with a plain producer,
 * because the journal is never written inside a transaction. {@code ViewsTopology} folds committed events into what
 * people look at. Processors hold no rule: they decode, delegate, store and forward.
 */
@NullMarked
package io.ringlog.topology;

import org.jspecify.annotations.NullMarked;
