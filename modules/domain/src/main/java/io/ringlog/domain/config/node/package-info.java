/**
 * The nodes of call flows, a record each with all that is known of a node: its parameters and what they are when
 * nothing is said, its faults, its outcomes, what it refers to, and what happens when a call arrives at it or hears
 * something there. {@code NodeData} lists them; nothing else tells them apart. A node sees and moves the call through
 * {@code Visit} alone, which the interpreter implements; the names of the parameters are those of the flow reference.
 */
@NullMarked
package io.ringlog.domain.config.node;

import org.jspecify.annotations.NullMarked;
