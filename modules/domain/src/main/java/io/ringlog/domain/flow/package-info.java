/**
 * The interpreter of call flows: a call stands at a node, an outcome moves it along an edge.
 * {@code FlowDesk} hears what happened, {@code FlowWalk} moves the call, {@code NodeSteps} says what a node does
 * on arrival; {@code Keys}, {@code Conditions} and {@code Edges} are the pure rules, {@code FlowChecks} judges a graph
 * before it is saved.
 * A call keeps the version of the flow it started on; a new one changes nothing for it.
 */
@NullMarked
package io.ringlog.domain.flow;

import org.jspecify.annotations.NullMarked;
