/**
 * The interpreter of call flows: a call stands at a node, an outcome moves it along an edge.
 * {@code FlowDesk} hears what happened, {@code FlowWalk} moves the call, the nodes themselves ({@code config.node}) say
 * what they do, and {@code Standing} does it to the call; {@code Edges} are pure rules, {@code FlowChecks} judges a
 * graph before it is saved.
 * A call keeps the version of the flow it started on; a new one changes nothing for it.
 */
@NullMarked
package io.ringlog.domain.flow;

import org.jspecify.annotations.NullMarked;
