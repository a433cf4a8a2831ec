/**
 * What people look at, folded from committed events: calls in progress, agents, queues, registrations, recent calls.
 *
 * <p>A view is derived and disposable: it counts nothing, it can be dropped and folded again from the log, and folding
 * an event twice changes nothing. Each fold is a pure function from a row and an event to the next row.
 */
@NullMarked
package io.ringlog.topology.views;

import org.jspecify.annotations.NullMarked;
